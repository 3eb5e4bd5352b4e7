package dev.vnetproof.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PipelineTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void results_come_in_order_and_few_are_under_way(int threads) throws IOException {
    AtomicInteger added = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    List<Integer> taken = new ArrayList<>();
    try (Pipeline<Integer, Integer> pipeline =
        new Pipeline<>(
            threads,
            n -> n % 7 == 0 ? slowly(n) : n,
            (n, result) -> {
              most.accumulateAndGet(added.get() - taken.size(), Math::max);
              assertThat(result).isEqualTo(n);
              taken.add(result);
            })) {
      for (int i = 0; i < 20_000; i++) {
        added.incrementAndGet();
        pipeline.add(i);
      }
      pipeline.finish();
    }
    assertThat(taken).isEqualTo(IntStream.range(0, 20_000).boxed().toList());
    assertThat(most.get()).isLessThanOrEqualTo(4 * threads + 1);
  }

  @Test
  void what_breaks_the_work_breaks_its_turn() throws IOException {
    List<Integer> taken = new ArrayList<>();
    try (Pipeline<Integer, Integer> pipeline =
        new Pipeline<>(2, n -> 6 / n, (n, result) -> taken.add(result))) {
      assertThatThrownBy(
              () -> {
                pipeline.add(3);
                pipeline.add(0);
                pipeline.finish();
              })
          .isInstanceOf(ArithmeticException.class);
    }
    assertThat(taken).containsExactly(2);
  }

  private static int slowly(int n) {
    for (int i = 0; i < 100; i++) {
      Thread.onSpinWait();
    }
    return n;
  }
}
