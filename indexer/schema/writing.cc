#include "indexer/schema/writing.h"

#include <fmt/format.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <system_error>

#include "corpus/error.h"

namespace morgue::schema {
namespace {

std::string not_written(const std::string& archive, const std::string& cause) {
  return fmt::format(
      "cannot write archive '{}': {}; what was in it before is safe: make room or mend the disk, "
      "and do it again",
      archive, cause);
}

std::string& archive_being_written() {
  static std::string path;
  return path;
}

/// @param last_error  errno; tells of an exception that is in flight and that nobody can get at
std::string cause_of(const std::exception_ptr& thrown, int last_error) {
  if (!thrown) return std::generic_category().message(last_error);
  try {
    std::rethrow_exception(thrown);
  } catch (const Xapian::Error& error) {
    return error.get_description();
  } catch (const std::exception& error) {
    return error.what();
  } catch (...) {
    return "an unknown failure";
  }
}

/// Other threads go on until the end: nothing is closed or freed, as if it were killed.
[[noreturn]] void speak_and_end() {
  const int last_error = errno;
  static std::atomic_flag spoken;
  while (spoken.test_and_set()) pause();  // another thread is about to end all
  const std::string words =
      not_written(archive_being_written(), cause_of(std::current_exception(), last_error));
  std::fputs(fmt::format("morgue: {}\n", words).c_str(), stderr);
  std::fflush(stderr);
  _exit(EXIT_FAILURE);
}

}  // namespace

void throw_not_written(const std::filesystem::path& archive, const std::string& cause) {
  throw Error{not_written(archive.string(), cause)};
}

LastWords::LastWords(const std::filesystem::path& archive) {
  archive_being_written() = archive.string();
  before_ = std::set_terminate(speak_and_end);
}

LastWords::~LastWords() { std::set_terminate(before_); }

}  // namespace morgue::schema
