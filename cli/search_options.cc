#include "cli/search_options.h"

#include <fmt/format.h>

#include <iostream>

#include "corpus/error.h"

namespace morgue::cli {

Sort sort_named(const std::string& name) {
  if (name == "relevance") return Sort::Relevance;
  if (name == "recent") return Sort::Recent;
  if (name == "newest") return Sort::Newest;
  if (name == "oldest") return Sort::Oldest;
  throw UsageError{fmt::format("--sort takes relevance, recent, newest or oldest, not '{}'", name)};
}

Stories stories_named(const std::string& name) {
  if (name == "all") return Stories::All;
  if (name == "collapse") return Stories::Collapse;
  throw UsageError{fmt::format("--stories takes collapse or all, not '{}'", name)};
}

EntityScope scope_named(const std::string& name) {
  if (name == "about") return EntityScope::Focus;
  if (name == "any") return EntityScope::AnyMention;
  throw UsageError{fmt::format("--names takes about or any, not '{}'", name)};
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

void print_understanding(const Answer& answer, const SearchRequest& request) {
  if (!answer.mistake.empty())
    std::cerr << fmt::format("morgue: {} Searched for: {}\n", answer.mistake, answer.corrected);
  for (const std::string& notice : answer.notices) std::cerr << "morgue: " << notice << '\n';
  if (answer.partial)
    std::cerr << "morgue: no article has all the words; these are the best partial matches\n";
  if (answer.respelt)
    std::cerr << fmt::format("morgue: no article has all of '{}'; these are found by '{}'\n",
                             request.query, answer.did_you_mean);
  else if (!answer.did_you_mean.empty())
    std::cerr << fmt::format("morgue: did you mean '{}'?\n", answer.did_you_mean);
}

}  // namespace morgue::cli
