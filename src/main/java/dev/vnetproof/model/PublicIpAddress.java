package dev.vnetproof.model;

import java.util.Optional;

/** The public IP address resource that is given to the instance. */
public record PublicIpAddress(
    String name, Datum<PublicIpSku> sku, Datum<Optional<String>> dnsLabel) {

  /** Whether its SKU is one that stv2 takes. */
  public Datum<Boolean> isStandard() {
    return sku.map(s -> s != PublicIpSku.BASIC);
  }

  /** Whether it has a DNS name label. */
  public Datum<Boolean> hasDnsLabel() {
    return dnsLabel.map(Optional::isPresent);
  }
}
