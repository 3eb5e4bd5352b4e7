package dev.vnetproof.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.vnetproof.evaluation.Evaluation;
import dev.vnetproof.evaluation.Evaluator;
import dev.vnetproof.importer.snapshot.SnapshotReader;
import dev.vnetproof.model.EnvironmentSnapshot;
import dev.vnetproof.source.JsonDocument;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One snapshot of 20 KB: binding (P), reading, evaluating. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 6, time = 2)
@Measurement(iterations = 6, time = 1)
public class SnapshotBenchmark {
  private final byte[] bytes = Inputs.snapshot(66, 3);
  private final ObjectReader records = new ObjectMapper().readerFor(PlainRecords.Snapshot.class);
  private final SnapshotReader reader = new SnapshotReader();
  private final EnvironmentSnapshot snapshot = reader.read(JsonDocument.parse("bench", bytes));
  private final Evaluator symbolic = Evaluator.builder().build();
  private final Evaluator alone = Evaluator.builder().laterEditions(false).build();
  private final Evaluator expanded = Evaluator.builder().serviceTags(Inputs.serviceTags()).build();

  @Benchmark
  public Object bind() throws IOException {
    return records.readValue(bytes);
  }

  @Benchmark
  public EnvironmentSnapshot read() {
    return reader.read(JsonDocument.parse("bench", bytes));
  }

  @Benchmark
  public Evaluation evaluate() {
    return symbolic.evaluate(snapshot);
  }

  /** Without a look at later editions. */
  @Benchmark
  public Evaluation evaluateOneEdition() {
    return alone.evaluate(snapshot);
  }

  @Benchmark
  public Evaluation evaluateExpanded() {
    return expanded.evaluate(snapshot);
  }
}
