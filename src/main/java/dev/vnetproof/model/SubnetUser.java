package dev.vnetproof.model;

/**
 * Something else that holds addresses in the subnet.
 *
 * @param type of the resource, as Azure spells it
 * @param number of addresses that it holds
 */
public record SubnetUser(String name, Datum<String> type, Datum<Integer> number) {

  /** Whether it is an API Management service. */
  public Datum<Boolean> isApiManagement() {
    return type.map("Microsoft.ApiManagement/service"::equalsIgnoreCase);
  }
}
