// Addresses of pages.
#pragma once

#include <string>
#include <string_view>

#include "corpus/annotations.h"
#include "searcher/request.h"

namespace morgue::web {

/// "/article/news/a.txt?q=aleppo"
/// @param query  its words are marked on the page; may be empty
std::string article_url(std::string_view id, std::string_view query = {});

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

/// What a person reads: the English name of a country code, any other key as it is.
std::string entity_label(EntityKind kind, std::string_view key);

}  // namespace morgue::web
