package io.broadsheet.write;

import io.broadsheet.article.FileTrouble;
import io.broadsheet.article.UserException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** A file whose errors are {@link UserException}s that name it. */
final class ExplainingOutputStream extends OutputStream {
  private final OutputStream file;
  private final Path path;

  ExplainingOutputStream(OutputStream file, Path path) {
    this.file = file;
    this.path = path;
  }

  @Override
  public void write(int value) {
    try {
      file.write(value);
    } catch (IOException e) {
      throw FileTrouble.with("write", path, e);
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    try {
      file.write(bytes, offset, length);
    } catch (IOException e) {
      throw FileTrouble.with("write", path, e);
    }
  }

  @Override
  public void flush() {
    try {
      file.flush();
    } catch (IOException e) {
      throw FileTrouble.with("write", path, e);
    }
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw FileTrouble.with("write", path, e);
    }
  }
}
