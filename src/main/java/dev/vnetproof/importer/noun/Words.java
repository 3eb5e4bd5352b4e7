package dev.vnetproof.importer.noun;

import dev.vnetproof.model.Access;
import dev.vnetproof.model.AdminAccess;
import dev.vnetproof.model.Cloud;
import dev.vnetproof.model.DeploymentKind;
import dev.vnetproof.model.Direction;
import dev.vnetproof.model.FqdnAllowance;
import dev.vnetproof.model.NetworkModel;
import dev.vnetproof.model.NextHopType;
import dev.vnetproof.model.OtherSubnet;
import dev.vnetproof.model.PlatformVersion;
import dev.vnetproof.model.PublicIpSku;
import dev.vnetproof.model.ServiceEndpoint;
import dev.vnetproof.model.Sku;
import dev.vnetproof.model.VirtualNetworkType;
import dev.vnetproof.space.Protocol;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An enumeration as inputs spell it: in any case, blanks around it ignored, as Azure does. */
public final class Words<E> {
  public static final Words<Cloud> CLOUD = of(Cloud.values(), Cloud::azureName);
  public static final Words<PlatformVersion> PLATFORM_VERSION =
      of(PlatformVersion.values(), PlatformVersion::azureName).and("stv2.1", PlatformVersion.STV2);
  public static final Words<VirtualNetworkType> VIRTUAL_NETWORK_TYPE =
      of(VirtualNetworkType.values(), VirtualNetworkType::azureName);
  public static final Words<Sku> SKU = of(Sku.values(), Sku::azureName);
  public static final Words<DeploymentKind> KIND =
      of(DeploymentKind.values(), DeploymentKind::azureName);
  public static final Words<NetworkModel> NETWORK_MODEL =
      of(NetworkModel.values(), NetworkModel::azureName);
  public static final Words<Direction> DIRECTION = of(Direction.values(), Direction::azureName);
  public static final Words<Access> ACCESS = of(Access.values(), Access::azureName);
  public static final Words<AdminAccess> ADMIN_ACCESS =
      of(AdminAccess.values(), AdminAccess::azureName);
  public static final Words<PublicIpSku> PUBLIC_IP_SKU =
      of(PublicIpSku.values(), PublicIpSku::azureName);
  public static final Words<OtherSubnet.FarEnd> FAR_END =
      of(OtherSubnet.FarEnd.values(), OtherSubnet.FarEnd::word);
  public static final Words<Boolean> ENABLED =
      new Words<Boolean>().and("Enabled", true).and("Disabled", false);
  public static final Words<NextHopType> NEXT_HOP_TYPE =
      of(NextHopType.values(), NextHopType::azureName);
  public static final Words<ServiceEndpoint> SERVICE_ENDPOINT =
      of(ServiceEndpoint.values(), ServiceEndpoint::azureName);
  public static final Words<FqdnAllowance.Type> APPLICATION_PROTOCOL =
      of(FqdnAllowance.Type.values(), FqdnAllowance.Type::name);

  private static final Set<Protocol> EVERY_PROTOCOL = set(Protocol.values());

  /** What a security rule says of protocols. */
  public static final Words<Set<Protocol>> PROTOCOL =
      new Words<Set<Protocol>>()
          .and("Tcp", set(Protocol.TCP))
          .and("Udp", set(Protocol.UDP))
          .and("Icmp", set(Protocol.ICMP))
          .and("Esp", set(Protocol.ESP))
          .and("Ah", set(Protocol.AH))
          .and("*", EVERY_PROTOCOL)
          .and("Any", EVERY_PROTOCOL);

  /** What a network rule of a firewall says of protocols. */
  public static final Words<Set<Protocol>> FIREWALL_PROTOCOL =
      new Words<Set<Protocol>>()
          .and("TCP", set(Protocol.TCP))
          .and("UDP", set(Protocol.UDP))
          .and("ICMP", set(Protocol.ICMP))
          .and("Any", EVERY_PROTOCOL)
          .and("*", EVERY_PROTOCOL);

  /** By the usual spelling and by its lower case; the first finds nearly all. */
  private final Map<String, E> values = new HashMap<>();

  private final Map<E, String> spellings = new LinkedHashMap<>();

  private static <E> Words<E> of(E[] values, Function<E, String> spelling) {
    Words<E> words = new Words<>();
    for (E value : values) {
      words.and(spelling.apply(value), value);
    }
    return words;
  }

  private Words<E> and(String spelling, E value) {
    spellings.putIfAbsent(value, spelling);
    values.put(spelling, value);
    values.put(spelling.toLowerCase(Locale.ROOT), value);
    return this;
  }

  private static Set<Protocol> set(Protocol... protocols) {
    EnumSet<Protocol> set = EnumSet.noneOf(Protocol.class);
    set.addAll(Arrays.asList(protocols));
    return Collections.unmodifiableSet(set);
  }

  public @Nullable E find(String text) {
    E value = values.get(text);
    return value != null ? value : values.get(text.strip().toLowerCase(Locale.ROOT));
  }

  /** The usual spelling of each value, for messages. */
  public Collection<String> spellings() {
    return spellings.values();
  }
}
