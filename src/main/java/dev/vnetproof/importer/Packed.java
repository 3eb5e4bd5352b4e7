package dev.vnetproof.importer;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Tells files that are packed by their first bytes. */
final class Packed {
  private static final String UNPACK = "; expected it unpacked";
  private static final byte[] ZIP = {'P', 'K', 3, 4};
  private static final int ZIP_NAME_LENGTH = 26;
  private static final int ZIP_NAME = 30;
  private static final int TAR_MAGIC = 257;

  /**
   * @param what the whole message
   */
  private record Sign(byte[] bytes, int at, String what) {
    boolean isIn(byte[] head) {
      return matches(head, at, bytes);
    }
  }

  private static final List<Sign> SIGNS =
      List.of(
          sign("is compressed with gzip" + UNPACK + " (`gunzip`)", 0, 0x1f, 0x8b),
          sign("is an empty zip archive; expected JSON", 0, 'P', 'K', 5, 6),
          sign("is compressed with zstd" + UNPACK + " (`unzstd`)", 0, 0x28, 0xb5, 0x2f, 0xfd),
          sign("is compressed with xz" + UNPACK + " (`unxz`)", 0, 0xfd, '7', 'z', 'X', 'Z', 0),
          sign("is compressed with bzip2" + UNPACK + " (`bunzip2`)", 0, 'B', 'Z', 'h'),
          sign("is compressed with lz4" + UNPACK + " (`unlz4`)", 0, 4, 0x22, 0x4d, 0x18),
          sign("is a 7z archive" + UNPACK, 0, '7', 'z', 0xbc, 0xaf, 0x27, 0x1c),
          sign("is a rar archive" + UNPACK, 0, 'R', 'a', 'r', '!'),
          sign("is a tar archive" + UNPACK + " (`tar -xf`)", TAR_MAGIC, 'u', 's', 't', 'a', 'r'));

  private Packed() {}

  private static Sign sign(String what, int at, int... bytes) {
    byte[] all = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      all[i] = (byte) bytes[i];
    }
    return new Sign(all, at, what);
  }

  /**
   * @param head the beginning of a file
   * @return what it is and what was expected
   */
  static Optional<String> describe(byte[] head) {
    if (matches(head, 0, ZIP)) {
      return Optional.of(
          holdsPlan(head)
              ? "is a binary plan of Terraform; expected what `terraform show -json` prints of it"
              : "is a zip archive" + UNPACK + " (`unzip`)");
    }
    return SIGNS.stream().filter(sign -> sign.isIn(head)).findFirst().map(Sign::what);
  }

  /** A plan of Terraform is a zip archive with an entry of this name. */
  private static boolean holdsPlan(byte[] head) {
    byte[] name = "tfplan".getBytes(StandardCharsets.US_ASCII);
    for (int at = 0; at + ZIP_NAME + name.length <= head.length; at++) {
      if (matches(head, at, ZIP)
          && head[at + ZIP_NAME_LENGTH] == name.length
          && head[at + ZIP_NAME_LENGTH + 1] == 0
          && matches(head, at + ZIP_NAME, name)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(byte[] head, int at, byte[] bytes) {
    if (at + bytes.length > head.length) {
      return false;
    }
    for (int i = 0; i < bytes.length; i++) {
      if (head[at + i] != bytes[i]) {
        return false;
      }
    }
    return true;
  }
}
