package dev.vnetproof.requirement;

/** What one sentence of a document asks of one location. Demands are made by requirement rules. */
public sealed interface Demand
    permits RequiredFlow, NeedlessFlow, RequiredHost, RequiredRoute, RequiredSetting {
  /** The id of the requirement, {@code ports.sql}. */
  String requirement();

  /** The index of the location in its snapshot. */
  int location();

  Necessity necessity();

  /** The demand as the end of a sentence: {@code outbound TCP 1433 to Sql}. */
  String describe();
}
