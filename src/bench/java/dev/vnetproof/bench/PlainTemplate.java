package dev.vnetproof.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A template's JSON as plain records: what Jackson binds it to when nothing is evaluated. */
record PlainTemplate(
    @JsonProperty("$schema") String schema,
    String contentVersion,
    Map<String, Parameter> parameters,
    @Nullable Map<String, Object> variables,
    List<Resource> resources,
    @Nullable Map<String, Parameter> outputs) {

  record Parameter(@Nullable String type, @Nullable Object defaultValue, @Nullable Object value) {}

  record Resource(
      String type,
      String apiVersion,
      String name,
      @Nullable String location,
      @Nullable Map<String, Object> sku,
      Properties properties) {}

  record Properties(
      @Nullable List<Rule> securityRules,
      @Nullable List<Loop> copy,
      @Nullable Map<String, Object> addressSpace,
      @Nullable String mode,
      @Nullable Map<String, Object> expressionEvaluationOptions,
      @Nullable Map<String, Parameter> parameters,
      @Nullable PlainTemplate template,
      @Nullable String publisherEmail,
      @Nullable String publisherName,
      @Nullable String virtualNetworkType,
      @Nullable Map<String, Object> virtualNetworkConfiguration) {}

  record Loop(String name, String count, Object input) {}

  record Rule(String name, RuleProperties properties) {}

  record RuleProperties(
      int priority,
      String direction,
      String access,
      String protocol,
      String sourceAddressPrefix,
      String sourcePortRange,
      String destinationAddressPrefix,
      String destinationPortRange) {}
}
