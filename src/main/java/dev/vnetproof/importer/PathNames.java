package dev.vnetproof.importer;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Names of files, the same in every locale. Without one Java reads a name as ASCII and makes one
 * character of every byte that is none, so that two files have the same name; the bytes are UTF-8
 * nearly everywhere.
 */
final class PathNames {
  private static final char UNREADABLE = '\uFFFD';

  private PathNames() {}

  /** As it was given, and with slashes on every system. */
  static String of(Path path) {
    String text = path.toString().replace('\\', '/');
    if (text.indexOf(UNREADABLE) < 0) {
      return text;
    }
    StringBuilder name = new StringBuilder(path.isAbsolute() ? "/" : "");
    for (Path part : path) {
      name.append(name.length() > 1 ? "/" : "").append(last(part));
    }
    return name.toString();
  }

  /** The last part of a path. */
  static String last(Path path) {
    Path file = path.getFileName();
    String text = String.valueOf(file);
    return file == null || text.indexOf(UNREADABLE) < 0 ? text : decoded(file);
  }

  /** A URI has the bytes of a name; what is no UTF-8 stays as the URI writes it. */
  private static String decoded(Path part) {
    String uri = part.toUri().getRawPath();
    String escaped = uri.substring(uri.lastIndexOf('/') + 1);
    ByteBuffer bytes = ByteBuffer.allocate(escaped.length());
    for (int i = 0; i < escaped.length(); i++) {
      if (escaped.charAt(i) == '%') {
        bytes.put((byte) Integer.parseInt(escaped.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        bytes.put((byte) escaped.charAt(i));
      }
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
    } catch (CharacterCodingException e) {
      return escaped;
    }
  }
}
