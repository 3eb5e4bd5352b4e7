package dev.vnetproof.model;

import java.util.List;

/**
 * What an input holds that bears on no verdict.
 *
 * @param type of the resources, or of the part of a snapshot
 * @param names of the first of them, in order
 * @param count how many there are
 * @param why it bears on none
 */
public record NotJudged(String type, List<String> names, int count, String why) {
  public NotJudged {
    names = List.copyOf(names);
  }

  /** How many have no name here. */
  public int more() {
    return count - names.size();
  }
}
