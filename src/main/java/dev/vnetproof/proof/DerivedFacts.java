package dev.vnetproof.proof;

import dev.vnetproof.model.AzureFacts;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.Missing;
import dev.vnetproof.model.ServiceEndpoint;
import dev.vnetproof.model.ServiceTag;
import dev.vnetproof.proof.layer.DemandedFlow;
import dev.vnetproof.proof.nsg.NsgAdvice;
import dev.vnetproof.proof.route.PathLayer;
import dev.vnetproof.proof.tag.LocationSpace;
import dev.vnetproof.rule.ForcedTunnel;
import dev.vnetproof.rule.RequiredFlow;
import dev.vnetproof.rule.TunnelledService;
import dev.vnetproof.rule.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** What routes and security rules of a location amount to, worked out once for rules to match. */
final class DerivedFacts {
  private final Location location;
  private final LocationSpace space;
  private final PathLayer path;
  private final NsgAdvice advice;

  DerivedFacts(Location location, LocationSpace space, PathLayer path, NsgAdvice advice) {
    this.location = location;
    this.space = space;
    this.path = path;
    this.advice = advice;
  }

  List<Object> all() {
    List<Object> facts = new ArrayList<>();
    ForcedTunnel.Extent extent = path.tunnel();
    facts.add(
        new ForcedTunnel(
            location,
            extent,
            path.hasDefaultRoute().orElse(false),
            path.leadsStraightOut() && !path.hasDefaultRoute().orElse(true),
            exposure(extent)));
    if (extent != ForcedTunnel.Extent.NONE) {
      for (EndpointService each : EndpointService.ALL) {
        facts.add(new TunnelledService(location, each.endpoint, each.tag, reaches(each, extent)));
      }
    }
    return facts;
  }

  /** A service that the document wants kept out of a tunnel, and the port that speaks for it. */
  private record EndpointService(ServiceEndpoint endpoint, ServiceTag tag, int port) {
    private static final List<EndpointService> ALL =
        AzureFacts.rows("service-endpoints.csv").stream()
            .map(
                row ->
                    new EndpointService(
                        endpoint(row.get(0)),
                        ServiceTag.of(row.get(1)),
                        Integer.parseInt(row.get(2))))
            .toList();

    private static ServiceEndpoint endpoint(String name) {
      return Arrays.stream(ServiceEndpoint.values())
          .filter(each -> each.azureName().equals(name))
          .findFirst()
          .orElseThrow();
    }
  }

  private Datum<Boolean> exposure(ForcedTunnel.Extent extent) {
    return extent == ForcedTunnel.Extent.ALL && path.forcingRoute().isPresent()
        ? advice.mayLetInByRoute(space.subnet().certain(), space.anybody())
        : Datum.known(false);
  }

  private Datum<Boolean> reaches(EndpointService service, ForcedTunnel.Extent extent) {
    Datum<Set<ServiceEndpoint>> endpoints = location.subnet().serviceEndpoints();
    Set<ServiceEndpoint> known = endpoints.orElse(Set.of());
    if (known.contains(service.endpoint)
        || service.endpoint == ServiceEndpoint.STORAGE
            && known.contains(ServiceEndpoint.STORAGE_GLOBAL)) {
      return Datum.known(true);
    }
    if (extent != ForcedTunnel.Extent.ALL) {
      return Datum.unknown(
          path.tunnelMissing().stream().findFirst().orElseGet(() -> Missing.fact("the routes")));
    }
    if (endpoints.ifMissing().isPresent()) {
      return Datum.unknown(endpoints.missing());
    }
    RequiredFlow flow =
        RequiredFlow.outbound("", location).tcp(service.port).to(service.tag.name());
    Verdict way =
        path.decide(
            new DemandedFlow(flow, flow.remote(), space.subnet(), space.demanded(flow.remote())));
    return way instanceof Verdict.Unknown unknown
        ? Datum.unknown(unknown.missing().get(0))
        : Datum.known(way instanceof Verdict.Allowed);
  }
}
