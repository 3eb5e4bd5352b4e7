package dev.vnetproof.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.vnetproof.importer.Imported;
import dev.vnetproof.importer.Importer;
import dev.vnetproof.importer.Input;
import java.io.IOException;
import java.util.List;
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

/** One template of 100 KB: binding (P), importing. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 6, time = 2)
@Measurement(iterations = 6, time = 1)
public class TemplateBenchmark {
  private final byte[] bytes = Templates.template();
  private final ObjectReader records = new ObjectMapper().readerFor(PlainTemplate.class);
  private final Importer importer = Importer.standard();

  @Benchmark
  public Object bindTemplate() throws IOException {
    return records.readValue(bytes);
  }

  @Benchmark
  public Imported importTemplate() {
    Imported imported = importer.read(List.of(Input.named("bench.json", bytes)));
    if (imported.snapshots().size() != 1 || !imported.problems().isEmpty()) {
      throw new IllegalStateException(imported.problems().toString());
    }
    return imported;
  }
}
