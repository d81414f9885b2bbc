package io.broadsheet.parse;

/**
 * What newspapers write in dates and CLDR does not list: further spellings of months, labels, eras,
 * words between the parts.
 */
final class DateExtras {
  private static final int MORNING = 0x000fff;
  private static final int AFTERNOON = 0xfff000;

  private DateExtras() {}

  /** Spellings of a month, separated by commas, for the months 1 to 12. */
  private static final String[] MONTHS = {
    "jaenner, jan, genn, tháng một, tháng giêng, янв, sty, ιαν, كانون ثاني",
    "febr, fevr, peb, pebruari, tháng hai, фев, फरवरी, ফেব্রুয়ারী, lut, φεβ",
    "maerz, mrt, tháng ba, мар, μαρ",
    "avr, abr, tháng tư, апр, απρ, نيسان",
    "tháng năm, мая, μαι, ايار",
    "tháng sáu, июн, ιουν, حزيران",
    "tháng bảy, июл, ιουλ, تموز",
    "agt, agust, tháng tám, авг, αυγ, अगस्त, অগাস্ট, آب",
    "sept, setiembre, sett, tháng chín, сен, сент, सितम्बर, ايلول, σεπ, σεπτ",
    "okt, octobre, tháng mười, окт, अक्टूबर, अक्तूबर, تشرين اول, οκτ",
    "nop, nopember, nov, tháng mười một, ноя, нояб, नवम्बर, تشرين ثاني, νοε, νοεμ",
    "dec, dez, dic, tháng mười hai, дек, दिसम्बर, كانون اول, δεκ"
  };

  private static final String FILLERS =
      "of, the, day, on, at, st, nd, rd, th, er, re, eme, a, e, o, an, de, del, го, й, е, г, гг, года,"
          + " год, годз, р, рр, року, рік, году, god, godine, roku, r, ro, den, dne, leta, år, anul,"
          + " inci, nci, uncu, üncü, ici, 日, 号, 號, 일, ngày, tháng, năm, and, um, at, klo, kl, om,"
          + " ore, alle, à, as, às, a las, pukul, kell, ob, в, о, у, ساعت, الساعة, saat, น, เวลา, วันที่";

  private static final String PUBLISHED =
      "published, publish, posted, released, issued, created, publication, publication date, date"
          + " published, publié, publiée, publie le, mis en ligne, veröffentlicht, erschienen,"
          + " publicado, publicada, publicación, pubblicato, pubblicata, gepubliceerd, geplaatst,"
          + " opublikowano, dodano, publikacja, опубликовано, опубликован, опубликована, дата"
          + " публикации, опубліковано, публикувана, yayınlanma, yayın tarihi, publicerad, publicerat,"
          + " publisert, publiceret, udgivet, julkaistu, zveřejněno, vydáno, publikováno, objavljeno,"
          + " megjelent, publicat, δημοσίευση, δημοσιεύθηκε, δημοσιεύτηκε, نشر, نشرت, تاريخ"
          + " النشر, تم النشر, منتشر, פורסם, 发布, 發布, 发表, 發表, 公開, 掲載, 投稿, 配信, 입력, 등록,"
          + " 게시, dipublikasikan, diterbitkan, प्रकाशित, प्रकाशन, প্রকাশিত, প্রকাশ, เผยแพร่";

  private static final String UPDATED =
      "updated, update, modified, edited, revised, amended, mis à jour, mise à jour, modifié,"
          + " actualisé, aktualisiert, aktualisierung, geändert, actualizado, actualizada,"
          + " actualización, modificado, atualizado, atualizada, atualização, aggiornato, aggiornata,"
          + " aggiornamento, modificato, bijgewerkt, gewijzigd, zaktualizowano, aktualizacja,"
          + " обновлено, обновлён, изменено, оновлено, обновена, güncelleme, güncellenme, güncellendi,"
          + " uppdaterad, oppdatert, opdateret, päivitetty, aktualizováno, aktualizace, ažurirano,"
          + " frissítve, actualizat, ενημέρωση, ενημερώθηκε, تحديث, آخر تحديث, עודכן, 更新, 修改, 수정,"
          + " diperbarui, cập nhật, अपडेट, अद्यतन, আপডেট, อัปเดต";

  static void addTo(DateWordsBuilder builder) {
    for (int i = 0; i < MONTHS.length; i++) {
      for (String name : MONTHS[i].split(", ", -1)) {
        builder.addMonth(name, CalendarSystem.GREGORIAN, i + 1);
      }
    }
    for (String filler : FILLERS.split(", ", -1)) {
      builder.addFiller(filler);
    }
    for (String label : PUBLISHED.split(", ", -1)) {
      builder.word(label).label = DateWord.Label.PUBLISHED;
    }
    for (String label : UPDATED.split(", ", -1)) {
      builder.word(label).label = DateWord.Label.UPDATED;
    }
    addUnits(builder);
    addEras(builder);
    addHours(builder);
  }

  private static void addUnits(DateWordsBuilder builder) {
    for (String year : new String[] {"年", "년"}) {
      builder.word(year).unit = DateWord.Unit.YEAR;
    }
    for (String hour : new String[] {"h", "uhr", "ч", "時", "时", "点", "點", "시", "giờ", "น"}) {
      builder.word(hour).unit = DateWord.Unit.HOUR;
    }
    for (String minute : new String[] {"min", "мин", "分", "분", "phút"}) {
      builder.word(minute).unit = DateWord.Unit.MINUTE;
    }
    for (String second : new String[] {"s", "sec", "сек", "秒", "초"}) {
      builder.word(second).unit = DateWord.Unit.SECOND;
    }
  }

  private static void addEras(DateWordsBuilder builder) {
    era(builder, CalendarSystem.GREGORIAN, "ad", "ce", "公元", "西元", "서기", "ค.ศ.", "م", "ميلادي");
    era(builder, CalendarSystem.GREGORIAN, "ميلادية", "н.э.", "میلادی");
    era(builder, CalendarSystem.BUDDHIST, "พ.ศ.", "be", "พุทธศักราช", "佛曆", "佛历", "仏暦");
    era(builder, CalendarSystem.MINGUO, "民國", "民国", "中華民國", "中华民国", "roc", "minguo");
    era(builder, CalendarSystem.REIWA, "令和", "reiwa");
    era(builder, CalendarSystem.HEISEI, "平成", "heisei");
    era(builder, CalendarSystem.SHOWA, "昭和", "showa");
    era(builder, CalendarSystem.TAISHO, "大正", "taisho");
    era(builder, CalendarSystem.MEIJI, "明治", "meiji");
    era(builder, CalendarSystem.PERSIAN, "ه‍.ش.", "ه.ش", "شمسی", "هجری شمسی", "ap");
    era(builder, CalendarSystem.ISLAMIC_UMALQURA, "هـ", "ه", "هجري", "هجرية", "هجریہ", "ah");
    era(builder, CalendarSystem.ISLAMIC_UMALQURA, "ه.ق", "هجری قمری", "قمری");
    era(builder, CalendarSystem.ETHIOPIC, "ዓ.ም", "ዓመተ ምሕረት", "ዓ/ም");
  }

  private static void era(DateWordsBuilder builder, CalendarSystem era, String... names) {
    for (String name : names) {
      builder.word(name).era = era;
    }
  }

  private static void addHours(DateWordsBuilder builder) {
    for (String morning :
        new String[] {"da manhã", "de la mañana", "del mattino", "утра", "утро"}) {
      builder.word(morning).hours = MORNING;
    }
    String[] afternoon = {
      "da tarde",
      "da noite",
      "de la tarde",
      "de la noche",
      "del pomeriggio",
      "di sera",
      "abends",
      "nachmittags",
      "вечера",
      "дня",
      "noon"
    };
    for (String name : afternoon) {
      builder.word(name).hours = AFTERNOON;
    }
    // These mean the same in all languages, whatever else they are in some.
    for (String half : new String[] {"am", "a.m.", "pm", "p.m."}) {
      DateWord word = builder.word(half);
      word.hours = half.startsWith("a") ? MORNING : AFTERNOON;
      word.isFiller = false;
    }
  }
}
