// Is the description of the API (web/openapi.json) that of the code? What answers look like is
// compared with its schemas in tests/e2e/exchange_test.py, where there are real ones.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "tests/support/test_archive.h"
#include "web/params.h"
#include "web/routes.h"

namespace morgue::web {
namespace {

using nlohmann::json;
using Names = std::set<std::string>;

class OpenApi : public testing::Test {
 protected:
  OpenApi()
      : archive_({test::article("a", "2016-12-19", "Oil", "Oil.", {"IR"}, {"Hassan Rouhani"}),
                  test::article("b", "2016-12-20", "Oil", "More oil.")}),
        opened_(archive_.path()),
        document_(json::parse(route(opened_, parse_target("GET", "/api/v1/openapi.json")).body)) {}

  const json& resolved(const json& value) const {
    if (!value.contains("$ref")) return value;
    return document_.at(json::json_pointer{value.at("$ref").get<std::string>().substr(1)});
  }

  const json& operation(const std::string& path) const {
    return document_.at("paths").at(path).at("get");
  }

  Names query_parameters(const std::string& path) const {
    Names names;
    for (const json& each : operation(path).at("parameters"))
      if (resolved(each).at("in") == "query") names.insert(resolved(each).at("name"));
    return names;
  }

  test::TestArchive archive_;
  Archive opened_;
  json document_;
};

TEST_F(OpenApi, DescribesEveryAddressOfTheApiAndNoOther) {
  Names described, known;
  for (const auto& [path, operations] : document_.at("paths").items())
    described.insert(path.substr(0, path.find("/{id}")));
  for (const std::string_view path : addresses())
    if (path.starts_with("/api/v1/")) known.emplace(path);
  EXPECT_EQ(described, known);
}

TEST_F(OpenApi, DescribesEveryParameterThatIsUnderstoodAndNoOther) {
  Names of_search;
  for (const std::string_view name : search_parameters()) of_search.emplace(name);
  EXPECT_EQ(of_search.erase("view"), 1U) << "how the page is laid out";
  EXPECT_EQ(query_parameters("/api/v1/search"), of_search);
  EXPECT_EQ(query_parameters("/api/v1/timeline"), of_search);
  Names of_facets = of_search;
  FacetParams listing;
  listing.listing = {Facet::Person, "x", 1, 7};
  for (const auto& [name, value] : to_pairs(listing, 10)) of_facets.insert(name);
  EXPECT_EQ(query_parameters("/api/v1/facets"), of_facets);
  EXPECT_EQ(query_parameters("/api/v1/suggest"), Names{"q"});
  EXPECT_EQ(query_parameters("/api/v1/related/{id}"), Names{"limit"});
  EXPECT_EQ(query_parameters("/api/v1/article/{id}"), Names{});
}

TEST_F(OpenApi, HasTheBoundsAndChoicesThatTheCodeHas) {
  const auto status_of = [&](const std::string& path, const std::string& query) {
    std::string target = path + "?" + query;
    if (const std::size_t id = target.find("{id}"); id != std::string::npos)
      target.replace(id, 4, "a");
    return route(opened_, parse_target("GET", target)).status;
  };
  int bounds = 0;
  for (const auto& [path, operations] : document_.at("paths").items()) {
    const std::string others = path == "/api/v1/facets" ? "facet=person&" : "";
    for (const json& each : operations.at("get").at("parameters")) {
      const json& parameter = resolved(each);
      if (parameter.at("in") != "query") continue;
      const std::string name = parameter.at("name");
      const json& schema = resolved(parameter.at("schema"));
      SCOPED_TRACE(path + " " + name);
      const auto status = [&](const std::string& value) {
        // A page so far behind is within the bound of page only with one result to a page.
        return status_of(path, others + (name == "page" ? "per_page=1&" : "") + name + "=" + value);
      };
      if (schema.contains("enum")) {
        for (const std::string value : schema.at("enum")) EXPECT_EQ(status(value), 200) << value;
        EXPECT_EQ(status("x"), 400);
        ++bounds;
      }
      if (schema.contains("maximum")) {
        for (const char* bound : {"minimum", "maximum"})
          EXPECT_EQ(status(schema.at(bound).dump()), 200) << bound;
        EXPECT_EQ(status(std::to_string(schema.at("minimum").get<int>() - 1)), 400);
        EXPECT_EQ(status(std::to_string(schema.at("maximum").get<int>() + 1)), 400);
        ++bounds;
      }
      if (schema.contains("maxLength")) {
        const auto most = schema.at("maxLength").get<std::size_t>();
        EXPECT_EQ(status(std::string(most, 'x')), 200);
        EXPECT_EQ(status(std::string(most + 1, 'x')), 400);
        ++bounds;
      }
      if (schema.contains("pattern")) {
        EXPECT_EQ(status("2016-12"), 200);
        EXPECT_EQ(status("soon"), 400);
        ++bounds;
      }
    }
  }
  EXPECT_GT(bounds, 30);
}

TEST_F(OpenApi, PointsAtNothingThatIsNotThere) {
  Names used;
  const std::function<void(const json&)> walk = [&](const json& value) {
    if (value.is_object() && value.contains("$ref")) {
      EXPECT_NO_THROW(resolved(value)) << value;
      used.insert(value.at("$ref"));
    }
    if (value.is_structured())
      for (const json& each : value) walk(each);
  };
  walk(document_);
  for (const auto& [kind, components] : document_.at("components").items())
    for (const auto& [name, component] : components.items())
      EXPECT_TRUE(used.count("#/components/" + kind + "/" + name)) << kind << " " << name;
}

}  // namespace
}  // namespace morgue::web
