#include <fmt/format.h>

#include "web/pages/pages.h"
#include "web/pages/view.h"

namespace morgue::web {
namespace {

View row(std::string query, std::string_view meaning) {
  SearchParams params;
  params.request.query = query;
  return {{"query", std::move(query)}, {"meaning", meaning}, {"url", search_url(params)}};
}

/// The value that most articles are about, so that examples find something here; `otherwise` in an
/// archive that names none.
std::string top(const Answer& answer, Facet facet, std::string_view otherwise) {
  const auto& values = answer.facets[static_cast<std::size_t>(facet)].values;
  std::string name = values.empty() ? std::string{otherwise} : values.front().label;
  std::erase(name, '"');  // it will stand between quotation marks
  return name;
}

}  // namespace

std::string help_page(Searcher& searcher) {
  SearchRequest everything;
  everything.per_page = 1;
  const Answer answer = searcher.search(everything);
  const std::string country = top(answer, Facet::Country, "Iran");
  const std::string person = top(answer, Facet::Person, "Hassan Rouhani");
  const std::string organisation = top(answer, Facet::Organisation, "United Nations");
  const std::string source = top(answer, Facet::Source, "Halyard Wire");
  const std::string year =
      answer.histogram.bars.empty() ? "2016" : answer.histogram.bars.back().value.substr(0, 4);
  const std::string surname =
      person.substr(person.rfind(' ') == std::string::npos ? 0 : person.rfind(' ') + 1);

  View view = page_view("How to search");
  view["skip_to"] = "language";
  view["sections"] = View::array(
      {{{"title", "Words"},
        {"text",
         "Case and accents do not matter, and words are found in all their forms: election also "
         "finds elections."},
        {"rows",
         View::array(
             {row("election result", "both words; the best partial matches if no article has both"),
              row("\"prime minister\"", "the words one after the other"),
              row("earthquake OR flood", "either word"),
              row("election -parliament", "the first without the second; NOT says the same"),
              row("(earthquake OR flood) rescue", "brackets group"),
              row("minister NEAR/5 resign", "at most five words apart, in either order"),
              row("atleast3:election", "three times or more in the article"),
              row("elect*", "every word that begins so"),
              row("headline:election", "in the headline"),
              row("byline:anna", "in the line that names the author")})}},
       {{"title", "Countries, people, organisations"},
        {"text",
         "What an article is about, whatever words it uses for it: country:iran finds articles on "
         "Tehran's government too."},
        {"rows", View::array({row(fmt::format("country:\"{}\"", country),
                                  "about a country, by name, by demonym or by ISO code"),
                              row("region:\"middle east\"",
                                  "about any country of a region; continents and their parts too"),
                              row(fmt::format("person:\"{}\"", person), "about a person"),
                              row(fmt::format("person:{}", surname), "about anybody of that name"),
                              row(fmt::format("org:\"{}\"", organisation), "about an organisation"),
                              row(fmt::format("country:\"{}\" -person:\"{}\"", country, person),
                                  "one without the other")})}},
       {{"title", "Sources and dates"},
        {"text",
         "Dates are those of publication. An article without a date is never in a range; the list "
         "of years has a line for those."},
        {"rows",
         View::array(
             {row(fmt::format("source:\"{}\"", source), "from one newspaper or agency"),
              row(fmt::format("date:{}", year), "a year; 2016-12 is a month and 2016-12-19 a day"),
              row(fmt::format("date:{0}-01-01..{0}-06-30", year),
                  "from one day to another, both included"),
              row(fmt::format("date:..{}", year),
                  "up to the end of a year; a range may be open at either end"),
              row("date:\"last week\"", "counted from today")})}},
       {{"title", "What was written about"},
        {"text",
         "The dates that an article mentions, whenever it was published. Yesterday or last May are "
         "reckoned from its own day."},
        {"rows",
         View::array({row(fmt::format("about:{}", year),
                          "a year, and every month and day in it; about:1998-05 is a month"),
                      row("about:1990s", "a decade, and every year in it"),
                      row(fmt::format("about:..{}", year), "a range, as with date:")})}}});
  return render("help", view);
}

}  // namespace morgue::web
