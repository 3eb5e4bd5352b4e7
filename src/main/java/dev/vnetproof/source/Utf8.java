package dev.vnetproof.source;

import dev.vnetproof.model.SnapshotException;
import dev.vnetproof.model.SnapshotException.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Byte order marks. UTF-16 that has one is what Windows PowerShell writes. */
public final class Utf8 {
  private Utf8() {}

  /**
   * The same text in UTF-8 without a byte order mark.
   *
   * @param capacity takes what has to be held in memory for that
   * @throws SnapshotException if it starts as UTF-16 and is not
   */
  public static InputBytes of(String source, InputBytes bytes, Capacity capacity)
      throws IOException {
    byte[] mark;
    try (InputStream in = bytes.open()) {
      mark = in.readNBytes(3);
    }
    int two = mark.length < 2 ? 0 : (mark[0] & 0xff) << 8 | mark[1] & 0xff;
    if (two == 0xfffe) {
      return decoded(source, bytes.from(2), StandardCharsets.UTF_16LE, capacity);
    }
    if (two == 0xfeff) {
      return decoded(source, bytes.from(2), StandardCharsets.UTF_16BE, capacity);
    }
    return two == 0xefbb && mark.length > 2 && (mark[2] & 0xff) == 0xbf ? bytes.from(3) : bytes;
  }

  private static InputBytes decoded(
      String source, InputBytes bytes, Charset charset, Capacity capacity) throws IOException {
    Spool spool = new Spool();
    try (Reader reader = new InputStreamReader(bytes.open(), charset.newDecoder());
        Writer writer = new OutputStreamWriter(spool, StandardCharsets.UTF_8)) {
      reader.transferTo(writer);
    } catch (CharacterCodingException e) {
      throw new SnapshotException(
          List.of(
              new Problem(
                  source, 1, 1, "", "starts as UTF-16 and is not; save the file as UTF-8")));
    }
    capacity.take(spool.held());
    return spool.bytes();
  }
}
