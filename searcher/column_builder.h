// Makes the facet columns of an archive from its value slots: reads them, joins names that mean the
// same (unify.h), numbers the values by how common they are, and packs it all.
#pragma once

#include <xapian.h>

#include <filesystem>
#include <memory>
#include <string>

#include "searcher/columns.h"

namespace morgue {

/// Changes with every commit to the archive, and with its authority files.
std::string revision_of(const Xapian::Database& database, const std::filesystem::path& archive);

/// O(documents + values · log values): about 3 s for a million articles.
/// @param revision  as revision_of() gave it before: what changes since then is not missed, but
/// loaded once more
std::shared_ptr<const Columns> build_columns(const Xapian::Database& database,
                                             const std::filesystem::path& archive,
                                             const std::string& revision);

}  // namespace morgue
