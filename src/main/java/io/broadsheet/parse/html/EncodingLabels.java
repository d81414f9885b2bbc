package io.broadsheet.parse.html;

import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The names under which pages declare encodings, and what browsers take them for, after the WHATWG
 * Encoding Standard (https://encoding.spec.whatwg.org/#names-and-labels): {@code latin1} and {@code
 * us-ascii} are Windows-1252, {@code gb2312} is GBK, and so on.
 */
final class EncodingLabels {
  private static final Map<String, String> NAMES = new HashMap<>();
  private static final Map<String, String> JAVA_NAMES = new HashMap<>();

  static {
    add("utf-8", "UTF-8", "unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf8 x-unicode20utf8");
    add("ibm866", "IBM866", "866 cp866 csibm866");
    add("iso-8859-2", "ISO-8859-2", "csisolatin2 iso-ir-101 iso_8859-2:1987 l2 latin2");
    add("iso-8859-3", "ISO-8859-3", "csisolatin3 iso-ir-109 iso_8859-3:1988 l3 latin3");
    add("iso-8859-4", "ISO-8859-4", "csisolatin4 iso-ir-110 iso_8859-4:1988 l4 latin4");
    add("iso-8859-5", "ISO-8859-5", "csisolatincyrillic cyrillic iso-ir-144 iso_8859-5:1988");
    add(
        "iso-8859-6",
        "ISO-8859-6",
        "arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6-e"
            + " iso-8859-6-i iso-ir-127 iso_8859-6:1987");
    add(
        "iso-8859-7",
        "ISO-8859-7",
        "csisolatingreek ecma-118 elot_928 greek greek8 iso-ir-126 iso_8859-7:1987"
            + " sun_eu_greek");
    add(
        "iso-8859-8",
        "ISO-8859-8",
        "csiso88598e csisolatinhebrew hebrew iso-8859-8-e iso-ir-138 iso_8859-8:1988 visual");
    add("iso-8859-8-i", "ISO-8859-8", "csiso88598i logical");
    add("iso-8859-10", "ISO-8859-10", "csisolatin6 iso-ir-157 l6 latin6");
    add("iso-8859-13", "ISO-8859-13", "");
    add("iso-8859-14", "ISO-8859-14", "");
    add("iso-8859-15", "ISO-8859-15", "csisolatin9 l9");
    add("iso-8859-16", "ISO-8859-16", "");
    add("koi8-r", "KOI8-R", "cskoi8r koi koi8 koi8_r");
    add("koi8-u", "KOI8-U", "koi8-ru");
    add("macintosh", "x-MacRoman", "csmacintosh mac x-mac-roman");
    add("windows-874", "x-windows-874", "dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 tis620");
    add("windows-1250", "windows-1250", "cp1250 x-cp1250");
    add("windows-1251", "windows-1251", "cp1251 x-cp1251");
    add(
        "windows-1252",
        "windows-1252",
        "ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1"
            + " iso88591 iso_8859-1 iso_8859-1:1987 l1 latin1 us-ascii x-cp1252");
    add("windows-1253", "windows-1253", "cp1253 x-cp1253");
    add(
        "windows-1254",
        "windows-1254",
        "cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9"
            + " iso_8859-9:1989 l5 latin5 x-cp1254");
    add("windows-1255", "windows-1255", "cp1255 x-cp1255");
    add("windows-1256", "windows-1256", "cp1256 x-cp1256");
    add("windows-1257", "windows-1257", "cp1257 x-cp1257");
    add("windows-1258", "windows-1258", "cp1258 x-cp1258");
    add("x-mac-cyrillic", "x-MacCyrillic", "x-mac-ukrainian maccyrillic");
    add(
        "gbk",
        "GB18030",
        "chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 iso-ir-58 x-gbk");
    add("gb18030", "GB18030", "");
    add("big5", "Big5-HKSCS", "big5-hkscs cn-big5 csbig5 x-x-big5");
    add("euc-jp", "EUC-JP", "cseucpkdfmtjapanese x-euc-jp");
    add("iso-2022-jp", "ISO-2022-JP", "csiso2022jp");
    add("shift_jis", "windows-31j", "csshiftjis ms932 ms_kanji shift-jis sjis windows-31j x-sjis");
    add(
        "euc-kr",
        "x-windows-949",
        "cseuckr csksc56011987 iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601"
            + " windows-949");
    add("iso-2022-kr", "ISO-2022-KR", "csiso2022kr");
    add("euc-tw", "x-EUC-TW", "");
    add("utf-16be", "UTF-16BE", "unicodefffe");
    add("utf-16le", "UTF-16LE", "csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16");
    add("x-user-defined", "windows-1252", "");
  }

  private EncodingLabels() {}

  private static void add(String name, String javaName, String labels) {
    JAVA_NAMES.put(name, javaName);
    NAMES.put(name, name);
    if (name.startsWith("iso-8859-")) {
      String number = name.substring("iso-8859-".length());
      NAMES.put("iso8859-" + number, name);
      NAMES.put("iso8859" + number, name);
      NAMES.put("iso_8859-" + number, name);
    }
    for (String label : labels.split(" ", -1)) {
      if (!label.isEmpty()) {
        NAMES.put(label, name);
      }
    }
  }

  /** The standard's name of the encoding that a label means, or empty. */
  static String nameOf(String label) {
    return NAMES.getOrDefault(label.strip().toLowerCase(Locale.ROOT), "");
  }

  /** The decoder of a label, or null if the label means none that this machine has. */
  static Charset charsetOf(String label) {
    String javaName = JAVA_NAMES.get(nameOf(label));
    return javaName != null && Charset.isSupported(javaName) ? Charset.forName(javaName) : null;
  }
}
