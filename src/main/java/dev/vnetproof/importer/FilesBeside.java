package dev.vnetproof.importer;

import java.util.Optional;

/** Files that are no inputs, but that an input may refer to; used by one import, in one thread. */
@FunctionalInterface
public interface FilesBeside {
  FilesBeside NONE = (named, name) -> Optional.empty();

  /**
   * @param named the input that refers to the file, directly or through others
   * @param name of the file, as {@link Input#name}
   */
  Optional<Input> read(Input named, String name);
}
