package dev.vnetproof.model;

import java.util.List;

/** The route table of a subnet. */
public record RouteTable(
    String name, Datum<Boolean> disableBgpRoutePropagation, Datum<List<Route>> routes) {
  public RouteTable {
    routes = routes.map(List::copyOf);
  }
}
