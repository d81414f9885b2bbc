package io.broadsheet;

import java.io.File;
import java.util.Arrays;
import org.apache.flink.client.deployment.application.ApplicationClusterEntryPoint;
import org.apache.flink.client.program.PackagedProgram;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.runtime.entrypoint.ClusterEntrypoint;
import org.apache.flink.runtime.resourcemanager.StandaloneResourceManagerFactory;

/**
 * A JobManager that runs one program and ends with it, as the Kubernetes operator starts them; but
 * its TaskManagers come by themselves.
 */
@SuppressWarnings("try") // of its parent's close
final class FlinkApplication extends ApplicationClusterEntryPoint {
  private FlinkApplication(Configuration configuration, PackagedProgram program) {
    super(configuration, program, StandaloneResourceManagerFactory.getInstance());
  }

  /**
   * Runs a program with the settings of {@code FLINK_CONF_DIR}.
   *
   * @param arguments its jar, and its own arguments
   */
  public static void main(String[] arguments) throws Exception {
    Configuration configuration = GlobalConfiguration.loadConfiguration();
    PackagedProgram program =
        PackagedProgram.newBuilder()
            .setJarFile(new File(arguments[0]))
            .setEntryPointClassName("io.broadsheet.Broadsheet")
            .setConfiguration(configuration)
            .setArguments(Arrays.copyOfRange(arguments, 1, arguments.length))
            .build();
    configureExecution(configuration, program);
    ClusterEntrypoint.runClusterEntrypoint(new FlinkApplication(configuration, program));
  }
}
