package dev.vnetproof.proof.nsg;

import dev.vnetproof.space.AddressSet;
import dev.vnetproof.space.Relation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Relations between the address sets of one location, computed once each. Sets are interned to
 * small ids, so that a walk over many rules compares numbers.
 *
 * <p>Not thread-safe: it belongs to one evaluation.
 */
public final class RelationTable {
  private static final Relation[] RELATIONS = Relation.values();

  private final Map<AddressSet, Integer> ids = new HashMap<>();
  private final List<AddressSet> sets = new ArrayList<>();
  private byte[][] rows = new byte[16][];

  int id(AddressSet set) {
    Integer known = ids.get(set);
    if (known != null) {
      return known;
    }
    int id = sets.size();
    ids.put(set, id);
    sets.add(set);
    if (id == rows.length) {
      rows = Arrays.copyOf(rows, 2 * id);
    }
    return id;
  }

  /** How the set {@code rule} lies to the set {@code demanded}. */
  Relation relation(int rule, int demanded) {
    byte[] row = rows[demanded];
    if (row == null || row.length <= rule) {
      row = row == null ? new byte[sets.size()] : Arrays.copyOf(row, sets.size());
      rows[demanded] = row;
    }
    byte known = row[rule];
    if (known == 0) {
      known = (byte) (1 + sets.get(rule).relation(sets.get(demanded)).ordinal());
      row[rule] = known;
    }
    return RELATIONS[known - 1];
  }
}
