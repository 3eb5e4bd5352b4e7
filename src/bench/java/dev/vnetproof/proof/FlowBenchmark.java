package dev.vnetproof.proof;

import dev.vnetproof.bench.Inputs;
import dev.vnetproof.importer.snapshot.SnapshotReader;
import dev.vnetproof.model.Cloud;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.PlatformVersion;
import dev.vnetproof.proof.layer.DemandedFlow;
import dev.vnetproof.proof.nsg.NsgLayer;
import dev.vnetproof.proof.tag.LocationSpace;
import dev.vnetproof.rule.RequiredFlow;
import dev.vnetproof.rule.Verdict;
import dev.vnetproof.source.JsonDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Thirty flows against one security group with tags expanded. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class FlowBenchmark {
  /** Rules and prefixes a rule. */
  @Param({"60/5", "1000/5", "60/320"})
  public String size = "60/5";

  private final List<DemandedFlow> flows = new ArrayList<>();
  private @Nullable NsgLayer layer;

  @Setup
  public void prepare() {
    String[] parts = size.split("/");
    Location location =
        new SnapshotReader()
            .read(
                JsonDocument.parse(
                    "bench",
                    Inputs.snapshot(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]))))
            .locations()
            .get(0);
    LocationSpace space = new LocationSpace(location, Cloud.AZURE_PUBLIC, Inputs.serviceTags());
    layer = new NsgLayer(location, PlatformVersion.STV2, space);
    String[] outbound = {
      "Storage",
      "Sql",
      "AzureKeyVault",
      "EventHub",
      "AzureMonitor",
      "AzureActiveDirectory",
      "AzureConnectors",
      "Internet"
    };
    int[] ports = {443, 1433, 5671};
    for (String tag : outbound) {
      for (int port : ports) {
        add(space, RequiredFlow.outbound("bench", location).tcp(port).to(tag));
      }
    }
    add(space, RequiredFlow.inbound("bench", location).tcp(443).from("Internet"));
    add(space, RequiredFlow.inbound("bench", location).tcp(3443).from("ApiManagement"));
    add(space, RequiredFlow.inbound("bench", location).tcp(6390).from("AzureLoadBalancer"));
    add(space, RequiredFlow.inbound("bench", location).tcp(6381, 6382, 6383).withinSubnet());
    add(space, RequiredFlow.inbound("bench", location).udp(4290).withinSubnet());
    add(space, RequiredFlow.outbound("bench", location).udp(4290).withinSubnet());
  }

  private void add(LocationSpace space, RequiredFlow flow) {
    flows.add(new DemandedFlow(flow, flow.remote(), space.subnet(), space.demanded(flow.remote())));
  }

  @Benchmark
  public int thirtyFlows() {
    int allowed = 0;
    for (DemandedFlow flow : flows) {
      if (Objects.requireNonNull(layer).decide(flow) instanceof Verdict.Allowed) {
        allowed++;
      }
    }
    return allowed;
  }
}
