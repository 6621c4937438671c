// The columns of an archive, kept in the file `columns` beside its database, so that opening it
// need not make them again. The file is derived and never trusted: it is used if it is whole and
// belongs to the revision, the authority files and the rules of this program; else it is made
// again, and left for the next one where the directory can be written.
#pragma once

#include <xapian.h>

#include <filesystem>
#include <memory>
#include <string>

#include "searcher/columns.h"

namespace morgue {

inline constexpr const char* kColumnsFile = "columns";

/// Maps the file, else builds the columns and tries to leave them there. That the file cannot be
/// written is no error: the directory may be read-only, the disk full.
/// @throws Xapian::DatabaseModifiedError, and Error if a value slot is damaged
std::shared_ptr<const Columns> open_columns(const Xapian::Database& database,
                                            const std::filesystem::path& archive);

/// What is wrong with the file, and the way out; empty if it is whole, or not there. One of another
/// revision is whole: it is made anew when it is wanted. O(its size).
std::string problem_of_columns(const std::filesystem::path& archive);

/// For the end of a run that wrote into the archive: the next reader finds the columns ready.
/// Never throws; a reader that finds none makes them.
void leave_columns(const std::filesystem::path& archive) noexcept;

}  // namespace morgue
