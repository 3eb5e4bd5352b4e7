package dev.vnetproof.engine;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the code of own rules may use: Azure's nouns, the builders of demands and findings, and
 * plain values of Java. All else is refused: the engine itself, files, threads, clocks, reflection,
 * the process. Names are those of class files ({@code java/util/List}).
 */
final class AllowedCalls {
  private static final Pattern NOUNS =
      Pattern.compile("dev/vnetproof/(?:space|model|rule)/[\\w$]+");

  /** What only the snapshot, the evaluation and the analysis make. */
  private static final Pattern NOT_MADE_BY_RULES =
      Pattern.compile(
          "dev/vnetproof/(?:model/(?:Location|SecurityRule|Route)"
              + "|rule/(?:ControlPlane|Deployment|DnsServers|ForcedTunnel|FqdnPermission|GuardedDependency|HidingZone"
              + "|KeyManagementServers|LaterEdition|LaterViolation|NetworkPermission|NetworkSite|NumberedTargets|OwnSubnet|PrimaryRegion|PublicNumbers|SubnetRoom|TunnelledService|SubnetRoute|SubnetRule|Verdict|NearMiss|Decision))");

  private static final Pattern PLAIN =
      Pattern.compile(
          "java/lang/\\w*(?:Exception|Error)|java/util/\\w+Exception"
              + "|java/time/format/DateTimeFormatter(?:Builder)?"
              + "|java/util/(?:function|stream|regex)/[\\w$]+|java/math/\\w+");

  private static final Set<String> PLAIN_NAMES =
      Set.of(
          "java/lang/Boolean",
          "java/lang/Byte",
          "java/lang/CharSequence",
          "java/lang/Character",
          "java/lang/Comparable",
          "java/lang/Double",
          "java/lang/Enum",
          "java/lang/Float",
          "java/lang/Integer",
          "java/lang/Iterable",
          "java/lang/Long",
          "java/lang/Math",
          "java/lang/Number",
          "java/lang/Object",
          "java/lang/Record",
          "java/lang/Short",
          "java/lang/String",
          "java/lang/StringBuilder",
          "java/lang/Throwable",
          "java/lang/Void",
          "java/util/AbstractMap$SimpleEntry",
          "java/util/ArrayDeque",
          "java/util/ArrayList",
          "java/util/Arrays",
          "java/util/BitSet",
          "java/util/Collection",
          "java/util/Collections",
          "java/util/Comparator",
          "java/util/Deque",
          "java/util/EnumMap",
          "java/util/EnumSet",
          "java/util/HashMap",
          "java/util/HashSet",
          "java/util/IntSummaryStatistics",
          "java/util/Iterator",
          "java/util/LinkedHashMap",
          "java/util/LinkedHashSet",
          "java/util/LinkedList",
          "java/util/List",
          "java/util/ListIterator",
          "java/util/Map",
          "java/util/Map$Entry",
          "java/util/NavigableMap",
          "java/util/NavigableSet",
          "java/util/Objects",
          "java/util/Optional",
          "java/util/OptionalDouble",
          "java/util/OptionalInt",
          "java/util/OptionalLong",
          "java/util/PriorityQueue",
          "java/util/Queue",
          "java/util/Set",
          "java/util/SortedMap",
          "java/util/SortedSet",
          "java/util/StringJoiner",
          "java/util/TreeMap",
          "java/util/TreeSet");

  /** Named in class files without doing anything there: lambdas, records, declared types. */
  private static final Set<String> PASSIVE =
      Set.of(
          "java/io/Externalizable",
          "java/io/IOException",
          "java/io/ObjectInput",
          "java/io/ObjectOutput",
          "java/io/Serializable",
          "java/lang/Class",
          "java/lang/System",
          "java/lang/invoke/CallSite",
          "java/lang/invoke/LambdaMetafactory",
          "java/lang/invoke/MethodHandle",
          "java/lang/invoke/MethodHandles",
          "java/lang/invoke/MethodHandles$Lookup",
          "java/lang/invoke/MethodType",
          "java/lang/invoke/SerializedLambda",
          "java/lang/invoke/StringConcatFactory",
          "java/lang/runtime/ObjectMethods",
          "java/util/Locale",
          "org/drools/core/rule/consequence/KnowledgeHelper",
          "org/drools/model/Drools",
          "org/drools/modelcompiler/consequence/DroolsImpl");

  /** Calls of passive classes, {@code owner.name}. */
  private static final Pattern PASSIVE_CALLS =
      Pattern.compile(
          "java/lang/Class\\.(?:getSimpleName|getName|isInstance|cast|hashCode|equals|toString"
              + "|desiredAssertionStatus)"
              + "|java/lang/System\\.arraycopy"
              + "|java/lang/invoke/LambdaMetafactory\\.(?:metafactory|altMetafactory)"
              + "|java/lang/invoke/StringConcatFactory\\.makeConcat(?:WithConstants)?"
              + "|java/lang/invoke/SerializedLambda\\.\\w+"
              + "|java/lang/runtime/ObjectMethods\\.bootstrap"
              + "|java/util/Locale\\.(?:ROOT|ENGLISH|US)");

  /** What the rule compiler itself writes into the classes. */
  private static final Pattern ENGINE =
      Pattern.compile(
          "org/drools/model/(?!Drools|Channel|RuleContext)[\\w/$]+"
              + "|org/drools/modelcompiler/(?:dsl|constraints)/[\\w/$]+"
              + "|org/drools/modelcompiler/util/EvaluationUtil"
              + "|org/drools/core/base/accumulators/[\\w$]+"
              + "|org/drools/base/factmodel/(?:AccessibleFact|GeneratedFact)"
              + "|org/drools/util/DateUtils"
              + "|org/kie/api/definition/type/[\\w$]+"
              + "|org/kie/api/runtime/rule/AccumulateFunction");

  /** How a consequence inserts: the only calls of the engine that own rules may make. */
  private static final Pattern INSERTS =
      Pattern.compile(
          "org/drools/core/rule/consequence/KnowledgeHelper\\.insertLogical\\(Ljava/lang/Object;\\)"
              + ".*"
              + "|org/drools/model/Drools\\.(?:insert|logicalInsert)\\(Ljava/lang/Object;\\)V"
              + "|org/drools/modelcompiler/consequence/DroolsImpl\\.asKnowledgeHelper\\(.*");

  /** Of classes that are otherwise plain: threads, the process's settings, chance, output. */
  private static final Pattern NEVER =
      Pattern.compile(
          "[\\w/$]+\\.(?:wait|notify|notifyAll|finalize|parallel\\w*|printStackTrace|shuffle"
              + "|random|getInteger|getLong|getBoolean)");

  private AllowedCalls() {}

  /** Whether a class may be named at all. */
  static boolean mayName(String type) {
    return isPlain(type) || isNoun(type) || PASSIVE.contains(type) || isEngine(type);
  }

  /** Whether a field or method of a class may be used. */
  static boolean mayUse(String owner, String name, String descriptor) {
    String member = owner + "." + name;
    if (NEVER.matcher(member).matches()) {
      return false;
    }
    if (name.equals("<init>") && NOT_MADE_BY_RULES.matcher(owner).matches()) {
      return false;
    }
    return isPlain(owner)
        || isNoun(owner)
        || isEngine(owner)
        || PASSIVE_CALLS.matcher(member).matches()
        || INSERTS.matcher(member + descriptor).matches();
  }

  /** Whether a call hands its argument to the engine as a fact. */
  static boolean inserts(String owner, String name, String descriptor) {
    return !name.equals("asKnowledgeHelper")
        && INSERTS.matcher(owner + "." + name + descriptor).matches();
  }

  private static boolean isPlain(String type) {
    return PLAIN_NAMES.contains(type) || PLAIN.matcher(type).matches();
  }

  private static boolean isNoun(String type) {
    return NOUNS.matcher(type).matches();
  }

  private static boolean isEngine(String type) {
    return ENGINE.matcher(type).matches();
  }
}
