package io.broadsheet.window;

import org.junit.jupiter.api.extension.ExtendWith;

/** Everything about schemes holds whatever the machine's own locale and zone are. */
@ExtendWith(ForeignDefaults.class)
final class WindowSchemeUnderForeignDefaultsTest extends WindowSchemeTest {}
