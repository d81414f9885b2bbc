package io.broadsheet.parse.html;

import org.jsoup.nodes.Element;

/** Finds the name of the site or publication that an article stands in. */
final class OutletFinder {
  private final PageFacts facts;
  private final JsonLdArticle jsonLd;

  OutletFinder(PageFacts facts, JsonLdArticle jsonLd) {
    this.facts = facts;
    this.jsonLd = jsonLd;
  }

  /** The declared name, or else the host of the address. */
  Found find(String address) {
    Found found = Found.of(jsonLd.nameOf("publisher"), FieldSource.JSON_LD);
    if (found.isEmpty()) {
      found = Found.of(facts.meta("og.site_name"), FieldSource.OPEN_GRAPH);
    }
    if (found.isEmpty()) {
      found = Found.of(facts.meta("dc.publisher", "dcterms.publisher"), FieldSource.DUBLIN_CORE);
    }
    if (found.isEmpty()) {
      found =
          Found.of(
              facts.meta(
                  "application-name",
                  "apple-mobile-web-app-title",
                  "citation_journal_title",
                  "sitename",
                  "site_name"),
              FieldSource.META);
    }
    if (found.isEmpty()) {
      found = Found.of(publisherOfMicrodata(), FieldSource.MICRODATA);
    }
    if (found.isEmpty()) {
      found = Found.of(jsonLd.siteName(), FieldSource.JSON_LD);
    }
    if (found.isEmpty()) {
      found = new SiteName(facts).find(address);
    }
    return found.isEmpty() ? Found.of(PageAddress.host(address), FieldSource.URL) : found;
  }

  private String publisherOfMicrodata() {
    for (int i : facts.itemProperties) {
      if (facts.hasItemProperty(i, "publisher") && !facts.surroundings()[i]) {
        Element name = facts.tree.element(i).selectFirst("[itemprop=name]");
        return name == null ? "" : name.hasAttr("content") ? name.attr("content") : name.text();
      }
    }
    return "";
  }
}
