// What is said when an archive cannot be written. What was committed before is safe, whatever
// happens: a run may end at any moment (ADR 9).
#pragma once

#include <xapian.h>

#include <exception>
#include <filesystem>
#include <string>

namespace morgue::schema {

/// Does `step`, which writes an archive, and turns what Xapian or the file system throws in it into
/// an Error that names the archive, the cause and the way out. On some failures Xapian throws where
/// nothing can be caught (1.4.22: in a destructor, when the disk is full while it commits words for
/// spelling); then the same is said on standard error, and the process ends with status 1.
/// One at a time in a process.
template <typename Step>
auto writing(const std::filesystem::path& archive, Step step) -> decltype(step());

[[noreturn]] void throw_not_written(const std::filesystem::path& archive, const std::string& cause);

/// While it lives, an exception that cannot be caught ends the process with words about the
/// archive.
class LastWords {
 public:
  explicit LastWords(const std::filesystem::path& archive);
  ~LastWords();
  LastWords(const LastWords&) = delete;
  LastWords& operator=(const LastWords&) = delete;

 private:
  std::terminate_handler before_;
};

}  // namespace morgue::schema

template <typename Step>
auto morgue::schema::writing(const std::filesystem::path& archive, Step step) -> decltype(step()) {
  const LastWords words{archive};
  try {
    return step();
  } catch (const Xapian::Error& error) {
    throw_not_written(archive, error.get_description());
  } catch (const std::filesystem::filesystem_error& error) {
    throw_not_written(archive, error.what());
  }
}
