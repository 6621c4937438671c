// JSON-LD as it is found: in lists, in graphs with references, with line breaks inside strings,
// wrapped in comments.
#include "corpus/extraction/json_ld.h"

#include <algorithm>
#include <map>

#include <nlohmann/json.hpp>

#include "corpus/agency.h"
#include "corpus/readers/fields.h"
#include "corpus/text/text.h"

namespace morgue::extraction {
namespace {

using Json = nlohmann::json;

constexpr int kDeepest = 6;

/// Line breaks and tabs inside strings are not allowed, and common. White space elsewhere means
/// nothing, so all become blanks.
Json parse(std::string text) {
  for (char& c : text) {
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  }
  constexpr std::string_view kCdata = "<![CDATA[";  // of pages that were XHTML once
  const std::size_t cdata = text.find(kCdata);
  const std::size_t begin =
      text.find_first_of("[{", cdata == std::string::npos ? 0 : cdata + kCdata.size());
  const std::size_t end =
      text.find_last_of("]}", cdata == std::string::npos ? text.size() : text.rfind("]]>") - 1);
  if (begin == std::string::npos || end == std::string::npos || end < begin) return Json();
  return Json::parse(text.begin() + static_cast<std::ptrdiff_t>(begin),
                     text.begin() + static_cast<std::ptrdiff_t>(end) + 1, nullptr, false);
}

bool is_article_type(std::string_view type) {
  const std::size_t slash = type.find_last_of("/:");
  if (slash != std::string_view::npos) type.remove_prefix(slash + 1);
  return type.ends_with("Article") || type.ends_with("BlogPosting") || type == "Report" ||
         type == "Review" || type == "LiveBlogPosting" || type == "SocialMediaPosting";
}

bool has_article_type(const Json& object) {
  const auto type = object.find("@type");
  if (type == object.end()) return false;
  if (type->is_string()) return is_article_type(type->get_ref<const std::string&>());
  return type->is_array() && std::ranges::any_of(*type, [](const Json& one) {
           return one.is_string() && is_article_type(one.get_ref<const std::string&>());
         });
}

class Graph {
 public:
  /// Objects by @id, and the first article.
  void add(const Json& json, int depth = 0) {
    if (depth > kDeepest) return;
    if (json.is_array()) {
      for (const Json& item : json) add(item, depth + 1);
    } else if (json.is_object()) {
      const auto id = json.find("@id");
      if (id != json.end() && id->is_string() && json.size() > 1)
        by_id_.emplace(id->get<std::string>(), &json);
      if (article_ == nullptr && has_article_type(json)) article_ = &json;
      // Lists of other stories (itemListElement, hasPart, mentions …) are not entered.
      for (const char* inner :
           {"@graph", "mainEntity", "mainEntityOfPage", "author", "publisher"}) {
        if (const auto found = json.find(inner); found != json.end()) add(*found, depth + 1);
      }
    }
  }

  const Json* article() const { return article_; }

  /// The text of a field: a string, the names of objects, also of those that are referred to by
  /// @id.
  std::string text(const Json& object, const char* key) const {
    const auto found = object.find(key);
    return found == object.end() ? std::string() : text_of(*found, 0);
  }

 private:
  std::string text_of(const Json& value, int depth) const {
    if (depth > kDeepest) return {};
    if (value.is_string()) return one_line(decode_entities(value.get_ref<const std::string&>()));
    if (value.is_array()) {
      std::string out;
      for (const Json& item : value) {
        const std::string text = text_of(item, depth + 1);
        if (!out.empty() && !text.empty()) out += ", ";
        out += text;
      }
      return out;
    }
    if (!value.is_object()) return {};
    for (const char* key : {"name", "@value", "alternateName"}) {
      if (const auto found = value.find(key); found != value.end())
        return text_of(*found, depth + 1);
    }
    const auto id = value.find("@id");
    if (id == value.end() || !id->is_string()) return {};
    const auto referred = by_id_.find(id->get_ref<const std::string&>());
    return referred == by_id_.end() || referred->second == &value
               ? std::string()
               : text_of(*referred->second, depth + 1);
  }

  std::map<std::string, const Json*, std::less<>> by_id_;
  const Json* article_ = nullptr;
};

std::string without_tags(const std::string& text) {
  if (text.find('<') == std::string::npos) return text;
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::size_t end = text[i] == '<' ? text.find('>', i) : std::string::npos;
    if (end == std::string::npos) {
      out += text[i];
    } else {
      out += ' ';
      i = end;
    }
  }
  return out;
}

std::string address_of(const Json& article) {
  for (const char* key : {"url", "mainEntityOfPage"}) {
    const auto found = article.find(key);
    if (found == article.end()) continue;
    if (found->is_string()) return found->get<std::string>();
    if (found->is_object() && found->contains("@id") && (*found)["@id"].is_string())
      return (*found)["@id"].get<std::string>();
  }
  return {};
}

}  // namespace

std::optional<JsonLdArticle> read_json_ld(const Dom& dom) {
  std::vector<Json> documents;
  for (NodeIndex i = 0; i < dom.size(); ++i) {
    if (!dom.is(i, GUMBO_TAG_SCRIPT) ||
        fold(dom.attribute(i, "type")).find("ld+json") == std::string::npos)
      continue;
    std::string text;
    for (NodeIndex k = i + 1; k < dom[i].end; ++k) text += dom[k].text;
    documents.push_back(parse(std::move(text)));
  }
  Graph graph;
  for (const Json& document : documents) graph.add(document);
  if (graph.article() == nullptr) return std::nullopt;
  const Json& article = *graph.article();
  JsonLdArticle read;
  read.headline = graph.text(article, "headline");
  if (read.headline.empty()) read.headline = graph.text(article, "name");
  read.published = graph.text(article, "datePublished");
  read.modified = graph.text(article, "dateModified");
  read.author = graph.text(article, "author");
  if (read.author.empty()) read.author = graph.text(article, "creator");
  read.publisher = graph.text(article, "publisher");
  read.agency = graph.text(article, "sourceOrganization");
  if (read.agency.empty()) read.agency = graph.text(article, "provider");
  if (read.agency.empty() && !agency_called(read.author).empty()) read.agency = read.author;
  read.section = graph.text(article, "articleSection");
  read.section = read.section.substr(0, read.section.find(", "));
  read.language = graph.text(article, "inLanguage");
  read.url = address_of(article);
  read.body = without_tags(graph.text(article, "articleBody"));
  return read;
}

}  // namespace morgue::extraction
