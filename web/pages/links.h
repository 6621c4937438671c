// Addresses of pages.
#pragma once

#include <string>
#include <string_view>

#include "corpus/annotations.h"
#include "searcher/request.h"
#include "web/params.h"

namespace morgue::web {

/// "/article/news/a.txt?q=aleppo"
/// @param query  its words are marked on the page; may be empty
std::string article_url(std::string_view id, std::string_view query = {});

/// The article as a version of another: "/article/news/a.txt?diff=news%2Fb.txt"
std::string diff_url(std::string_view id, std::string_view other_id);

/// "#at-1207": where the page of an article has the mention that begins at this byte of its text.
std::string mention_anchor(std::size_t start);

/// "/person/Hassan%20Rouhani", "/country/IR"
std::string entity_url(EntityKind kind, std::string_view key);

/// Articles that mention the period or a part of it: "/?about_from=1998-05&about_to=1998-05".
/// @param value  of a DateMention
std::string about_url(std::string_view value);

/// "3 May 1998", "May 1998", "1998", "the 1990s"
std::string about_label(std::string_view value);

Facet facet_of(EntityKind kind);

/// A text between quotation marks, as a query takes it.
std::string quoted(std::string text);

/// "person:\"Hassan Rouhani\"": what finds the articles on a name by the text of a query.
std::string field_query(Facet facet, const std::string& name);

/// The same search, narrowed to a name: by its facet, or where that has a choice, which it would
/// only widen, by the text.
SearchParams with_also(SearchParams params, Facet facet, const std::string& name);

/// What a person reads: the English name of a country code, any other key as it is.
std::string entity_label(EntityKind kind, std::string_view key);

}  // namespace morgue::web
