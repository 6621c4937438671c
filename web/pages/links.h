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

/// "/person/Hassan%20Rouhani", "/country/IR"
std::string entity_url(EntityKind kind, std::string_view key);

Facet facet_of(EntityKind kind);

/// What a person reads: the English name of a country code, any other key as it is.
std::string entity_label(EntityKind kind, std::string_view key);

}  // namespace morgue::web
