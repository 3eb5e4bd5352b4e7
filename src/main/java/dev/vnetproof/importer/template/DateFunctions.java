package dev.vnetproof.importer.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Date functions. Source: "Date functions for ARM templates", Microsoft Learn, 2024-02-12. */
final class DateFunctions {
  private static final DateTimeFormatter ISO = formatter("yyyy-MM-dd'T'HH:mm:ss'Z'");
  private static final DateTimeFormatter COMPACT = formatter("yyyyMMdd'T'HHmmss'Z'");

  /** .NET's standard formats that the culture of the server does not change. */
  private static final Map<String, String> STANDARD =
      Map.of(
          "u", "yyyy-MM-dd HH:mm:ss'Z'",
          "s", "yyyy-MM-dd'T'HH:mm:ss",
          "o", "yyyy-MM-dd'T'HH:mm:ss.SSSSSSS'Z'");

  /** Longer than any that is digits only. */
  private static final int MAX_FORMAT = 100;

  private DateFunctions() {}

  static void register(Functions functions) {
    functions.open("utcNow", 0, 1, EncodingFunctions::opaque);
    functions.strict("dateTimeAdd", 2, 3, DateFunctions::add);
    functions.strict(
        "dateTimeToEpoch",
        1,
        1,
        a -> Values.number(moment(a.text(0)).toEpochSecond(ZoneOffset.UTC)));
    functions.strict("dateTimeFromEpoch", 1, 1, DateFunctions::fromEpoch);
  }

  private static DateTimeFormatter formatter(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
  }

  private static JsonNode fromEpoch(Arguments a) {
    try {
      return a.written(ISO.format(LocalDateTime.ofEpochSecond(a.integer(0), 0, ZoneOffset.UTC)));
    } catch (DateTimeException e) {
      throw new EvaluationFailure("expected seconds since 1970");
    }
  }

  /** Without a format the documentation's text and its example disagree about the result. */
  private static JsonNode add(Arguments a) {
    Optional<DateTimeFormatter> format = a.size() < 3 ? Optional.empty() : format(a.text(2));
    if (format.isEmpty()) {
      return EncodingFunctions.opaque(a);
    }
    try {
      return a.written(format.get().format(later(moment(a.text(0)), a.text(1))));
    } catch (DateTimeException | ArithmeticException e) {
      throw new EvaluationFailure("expected a duration as ISO 8601 writes it");
    }
  }

  /** In coordinated universal time. */
  private static LocalDateTime moment(String text) {
    String iso = text.replace(' ', 'T');
    try {
      if (iso.length() == 16 && iso.indexOf('-') < 0) {
        return LocalDateTime.parse(iso, COMPACT);
      }
      boolean offset = iso.endsWith("Z") || iso.lastIndexOf('+') > 0 || iso.lastIndexOf('-') > 10;
      return OffsetDateTime.parse(offset ? iso : iso + "Z")
          .withOffsetSameInstant(ZoneOffset.UTC)
          .toLocalDateTime();
    } catch (DateTimeException e) {
      throw new EvaluationFailure("expected a time as ISO 8601 writes it");
    }
  }

  private static LocalDateTime later(LocalDateTime moment, String duration) {
    boolean back = duration.startsWith("-");
    String plain = back ? duration.substring(1) : duration;
    int time = plain.indexOf('T');
    String days = time < 0 ? plain : plain.substring(0, time);
    Period period = days.equals("P") && time > 0 ? Period.ZERO : Period.parse(days);
    Duration rest = time < 0 ? Duration.ZERO : Duration.parse("P" + plain.substring(time));
    return back ? moment.minus(period).minus(rest) : moment.plus(period).plus(rest);
  }

  /** Custom formats as far as they are digits, which mean the same here; else none. */
  private static Optional<DateTimeFormatter> format(String text) {
    String standard = STANDARD.get(text);
    if (standard != null) {
      return Optional.of(formatter(standard));
    }
    if (text.length() < 2 || text.length() > MAX_FORMAT) {
      return Optional.empty();
    }
    StringBuilder pattern = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      int end = at;
      while (end < text.length() && text.charAt(end) == c) {
        end++;
      }
      String run = text.substring(at, end);
      if (run.equals("yyyy") || (run.length() <= 2 && "MdHms".indexOf(c) >= 0)) {
        pattern.append(run);
      } else if (" -_.:/,TZ".indexOf(c) >= 0) {
        pattern.append('\'').append(run).append('\'');
      } else {
        return Optional.empty();
      }
      at = end;
    }
    return Optional.of(formatter(pattern.toString()));
  }
}
