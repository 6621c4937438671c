// What a long run has freed goes back to the system.
#pragma once

namespace morgue {

/// The allocator keeps what is freed in small pieces, by the hundred megabytes when large and small
/// pieces of many threads are freed in turns: to be called where much has just been freed and much
/// is about to be wanted. Some milliseconds.
void return_freed_memory() noexcept;

}  // namespace morgue
