package dev.vnetproof.bench;

import dev.vnetproof.proof.tag.ServiceTags;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Snapshots and service tags of a chosen size, the same in every run. */
public final class Inputs {
  private static final Path PUBLISHED =
      Path.of("../shared/data/service-tags/ServiceTags_Public_20251020.json.gz");

  private static final String[] TAGS = {
    "Storage",
    "Sql",
    "EventHub",
    "AzureKeyVault",
    "AzureMonitor",
    "AzureActiveDirectory",
    "AzureConnectors",
    "ServiceBus"
  };

  private Inputs() {}

  /** Microsoft's file of 2025-10-20 where it is at hand, else made-up tags of the same size. */
  public static ServiceTags serviceTags() {
    if (Files.exists(PUBLISHED)) {
      return ServiceTags.none().with(PUBLISHED);
    }
    Random random = new Random(1);
    StringBuilder json = new StringBuilder("{\"changeNumber\":1,\"cloud\":\"Public\",\"values\":[");
    String separator = "";
    for (String tag : TAGS) {
      for (String name : new String[] {tag, tag + ".WestUS", "ApiManagement", "AzureCloud"}) {
        json.append(separator).append("{\"name\":\"").append(name);
        json.append("\",\"properties\":{\"addressPrefixes\":[");
        for (int i = 0; i < (name.equals("AzureCloud") ? 9000 : 1500); i++) {
          int base = name.equals("AzureCloud") ? 20 + random.nextInt(60) : 20;
          json.append(i == 0 ? "" : ",").append('"').append(base).append('.');
          json.append(random.nextInt(256))
              .append('.')
              .append(random.nextInt(256))
              .append(".0/24\"");
        }
        json.append("]}}");
        separator = ",";
      }
    }
    json.append("]}");
    return ServiceTags.none()
        .with(
            "made up", new ByteArrayInputStream(json.toString().getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * A snapshot whose group allows what the document demands, among many rules of its own.
   *
   * @param rules custom rules of the group, at least 20
   * @param prefixes addresses in each rule that lists addresses
   */
  public static byte[] snapshot(int rules, int prefixes) {
    Random random = new Random(rules * 31L + prefixes);
    StringBuilder json = new StringBuilder(rules * 330);
    json.append(
        """
        {"snapshot":"1","name":"bench","deployment":{"name":"bench-apim","cloud":"AzurePublic",
        "platformVersion":"stv2","virtualNetworkType":"External","sku":"Premium",
        "features":{"plainHttpClients":false,"entraIdIntegration":true,"authorizations":true,
        "eventHubLogging":true,"azureMonitor":true,"gitRepository":true,"externalCache":true,
        "internalCache":true,"rateLimitCounters":true}},
        "locations":[{"region":"westus","primary":true,"units":2,
        "subnet":{"name":"apim","addressPrefixes":["10.0.1.0/24"],"serviceEndpoints":[],"delegations":[]},
        "virtualNetwork":{"name":"hub","addressSpace":["10.0.0.0/16"],"peeredAddressSpaces":[],
        "onPremisesAddressSpaces":[],"gateway":false},
        "networkSecurityGroup":{"name":"nsg-apim","securityRules":[
        """);
    String[][] needed = {
      {"Inbound", "Internet", "VirtualNetwork", "443"},
      {"Inbound", "ApiManagement", "VirtualNetwork", "3443"},
      {"Inbound", "AzureLoadBalancer", "VirtualNetwork", "6390"},
      {"Inbound", "VirtualNetwork", "VirtualNetwork", "6380-6383"},
      {"Inbound", "VirtualNetwork", "VirtualNetwork", "4290"},
      {"Outbound", "VirtualNetwork", "Storage", "443"},
      {"Outbound", "VirtualNetwork", "Storage", "445"},
      {"Outbound", "VirtualNetwork", "Sql", "1433"},
      {"Outbound", "VirtualNetwork", "AzureKeyVault", "443"},
      {"Outbound", "VirtualNetwork", "EventHub", "5671-5672"},
      {"Outbound", "VirtualNetwork", "EventHub", "443"},
      {"Outbound", "VirtualNetwork", "AzureMonitor", "443"},
      {"Outbound", "VirtualNetwork", "AzureMonitor", "1886"},
      {"Outbound", "VirtualNetwork", "AzureActiveDirectory", "443"},
      {"Outbound", "VirtualNetwork", "AzureConnectors", "443"},
      {"Outbound", "VirtualNetwork", "VirtualNetwork", "6380-6383"},
      {"Outbound", "VirtualNetwork", "VirtualNetwork", "4290"},
      {"Outbound", "VirtualNetwork", "Internet", "80"},
    };
    int others = rules - needed.length - 2;
    int priority = 100;
    for (int i = 0; i < others; i++) {
      boolean inbound = i % 2 == 0;
      StringBuilder list = new StringBuilder();
      for (int p = 0; p < prefixes; p++) {
        list.append(p == 0 ? "" : ",").append('"').append(20 + random.nextInt(80)).append('.');
        list.append(random.nextInt(256)).append('.').append(random.nextInt(256)).append(".0/24\"");
      }
      rule(
          json,
          "own-" + i,
          priority++,
          inbound,
          i % 5 != 0,
          inbound ? "\"sourceAddressPrefixes\":[" + list + "]" : "\"sourceAddressPrefix\":\"*\"",
          inbound
              ? "\"destinationAddressPrefix\":\"10.0.1.0/24\""
              : "\"destinationAddressPrefixes\":[" + list + "]",
          i % 3 == 0 ? "8080" : i % 3 == 1 ? "22" : "9000-9100");
    }
    for (int i = 0; i < needed.length; i++) {
      rule(
          json,
          "need-" + i,
          3000 + i,
          needed[i][0].equals("Inbound"),
          true,
          "\"sourceAddressPrefix\":\"" + needed[i][1] + "\"",
          "\"destinationAddressPrefix\":\"" + needed[i][2] + "\"",
          needed[i][3]);
    }
    rule(
        json,
        "deny-in",
        4096,
        true,
        false,
        "\"sourceAddressPrefix\":\"*\"",
        "\"destinationAddressPrefix\":\"*\"",
        "*");
    rule(
        json,
        "deny-out",
        4096,
        false,
        false,
        "\"sourceAddressPrefix\":\"*\"",
        "\"destinationAddressPrefix\":\"*\"",
        "*");
    json.setLength(json.length() - 2);
    json.append("]},\"routeTable\":null,\"dns\":{\"servers\":[]},\"egressFirewall\":null}]}");
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void rule(
      StringBuilder json,
      String name,
      int priority,
      boolean inbound,
      boolean allow,
      String sources,
      String destinations,
      String ports) {
    json.append("{\"name\":\"").append(name).append("\",\"priority\":").append(priority);
    json.append(",\"direction\":\"").append(inbound ? "Inbound" : "Outbound");
    json.append("\",\"access\":\"").append(allow ? "Allow" : "Deny");
    json.append("\",\"protocol\":\"*\",").append(sources);
    json.append(",\"sourcePortRange\":\"*\",").append(destinations);
    json.append(",\"destinationPortRange\":\"").append(ports).append("\"},\n");
  }
}
