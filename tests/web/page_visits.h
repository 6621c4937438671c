// Pages as tests visit them: asked for by address, and walked through by their links.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "searcher/searcher.h"
#include "tests/web/html_page.h"
#include "web/assets.h"
#include "web/routes.h"

namespace morgue::web {

inline Reply get(Archive& archive, std::string_view target) {
  Visit visit = parse_target("GET", target);
  visit.origin = "http://localhost:8000";
  return route(archive, visit);
}

inline test::HtmlPage page_at(Archive& archive, std::string_view target) {
  return test::HtmlPage{get(archive, target).body};
}

/// How many articles a page says that there are.
inline std::string total_of(const test::HtmlPage& page) {
  const auto found = page.having("data-total");
  return found.empty() ? "no total" : found.front()->get("data-total");
}

/// What a browser may do without leaving the page and without a script of somebody else.
inline void expect_harmless(const test::HtmlPage& page) {
  for (const test::Element* script : page.named("script"))
    EXPECT_EQ(script->get("src"), asset_url("keys.js"));
  EXPECT_EQ(page.named("script").size(), 1U);
  static const std::set<std::string, std::less<>> kForeign{"iframe", "object", "embed", "base",
                                                           "img",    "style",  "frame", "math"};
  for (const test::Element& element : page.elements()) {
    EXPECT_FALSE(kForeign.contains(element.name)) << element.name;
    for (const auto& [name, value] : element.attributes) {
      EXPECT_THAT(name, testing::Not(testing::StartsWith("on"))) << value;
      EXPECT_NE(name, "style") << value;
      EXPECT_NE(name, "srcdoc") << value;
      EXPECT_EQ(name.find_first_of("\"'<>=(){}/"), std::string::npos) << name;
    }
    for (const char* const address : {"href", "src", "action"}) {
      if (!element.has(address)) continue;
      const std::string target = element.get(address);
      EXPECT_TRUE(target.starts_with("http://") || target.starts_with("https://") ||
                  target.starts_with('/') || target.starts_with('#'))
          << target;
      EXPECT_THAT(target, testing::Not(testing::StartsWith("//")));
    }
  }
}

/// Every page that can be reached from some by links, the most being `limit`.
inline std::set<std::string> reachable(
    Archive& archive, std::deque<std::string> targets, std::size_t limit,
    const std::function<void(const std::string&, const Reply&)>& visit) {
  std::set<std::string> seen(targets.begin(), targets.end());
  while (!targets.empty()) {
    const std::string target = targets.front();
    targets.pop_front();
    const Reply reply = get(archive, target);
    visit(target, reply);
    if (!reply.content_type.starts_with("text/html")) continue;
    for (const std::string& href : test::HtmlPage{reply.body}.hrefs()) {
      const std::string next = href.substr(0, href.find('#'));
      if (next.starts_with('/') && seen.size() < limit && seen.insert(next).second)
        targets.push_back(next);
    }
  }
  return seen;
}

/// A value of a facet as a page lists it.
struct Listed {
  Facet facet = Facet::Country;
  std::string value, count, href;
  bool selected = false, excluded = false;
};

inline std::vector<Listed> facets_of(const test::HtmlPage& page) {
  std::vector<Listed> list;
  for (const test::Element* element : page.having("data-count")) {
    Listed listed;
    const std::string name = page.inherited(*element, "data-facet");
    for (const Facet facet : kAllFacets)
      if (morgue::to_string(facet) == name) listed.facet = facet;
    listed.value = element->get("data-value");
    listed.count = element->get("data-count");
    listed.selected = element->get("class").find("selected") != std::string::npos;
    listed.excluded = element->get("class").find("excluded") != std::string::npos;
    if (const test::Element* link = page.first_inside(*element, "a"))
      listed.href = link->get("href");
    list.push_back(std::move(listed));
  }
  return list;
}

}  // namespace morgue::web
