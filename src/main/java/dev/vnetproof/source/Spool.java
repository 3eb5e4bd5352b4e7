package dev.vnetproof.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps bytes that come only once, so that they can be opened again: a few in memory, many in a
 * file that has no name any more as soon as it is open, and so is gone with the process.
 */
public final class Spool extends OutputStream {
  /** Beyond this many bytes a file takes them. */
  static final int IN_MEMORY = 16 << 20;

  private ByteArrayOutputStream memory = new ByteArrayOutputStream();
  private @Nullable FileChannel file;
  private long size;

  /** How many bytes were written. */
  public long size() {
    return size;
  }

  /** How many of them are held in memory. */
  int held() {
    return memory.size();
  }

  /** What was written, after all of it was. */
  public InputBytes bytes() {
    FileChannel written = file;
    return written == null
        ? InputBytes.of(memory.toByteArray())
        : () -> new PositionedStream(written);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] from, int offset, int length) throws IOException {
    size += length;
    if (file == null && size > IN_MEMORY) {
      file = unnamed();
      write(file, memory.toByteArray(), 0, memory.size());
      memory = new ByteArrayOutputStream(0);
    }
    if (file == null) {
      memory.write(from, offset, length);
    } else {
      write(file, from, offset, length);
    }
  }

  private static FileChannel unnamed() throws IOException {
    Path path = Files.createTempFile("vnetproof", ".input");
    return FileChannel.open(
        path,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE,
        StandardOpenOption.DELETE_ON_CLOSE);
  }

  private static void write(FileChannel to, byte[] from, int offset, int length)
      throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(from, offset, length);
    while (bytes.hasRemaining()) {
      to.write(bytes);
    }
  }

  /** Reads at a position of its own, so that any number of streams read one file. */
  private static final class PositionedStream extends InputStream {
    private final FileChannel file;
    private long position;

    PositionedStream(FileChannel file) {
      this.file = file;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 1 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
      int read = file.read(ByteBuffer.wrap(to, offset, length), position);
      position += Math.max(read, 0);
      return read;
    }

    @Override
    public long skip(long count) throws IOException {
      long skipped = Math.max(Math.min(count, file.size() - position), 0);
      position += skipped;
      return skipped;
    }
  }
}
