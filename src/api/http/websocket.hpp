#pragma once
// The life of one granted WebSocket: handshake, then messages out until either side ends it.
//
// What the client sends is read (pings, closing) and its text ignored: the feed has one direction. At most 4 MB or 256 messages wait for a client that is
// slow; then it is closed with code 1013 and told why. A client that is silent for 20 s, pings unanswered, is gone.

#include "api/http/exchange.hpp"
#include "api/http/wire.hpp"

#include <memory>
#include <set>

namespace davy::api {

using Lines = std::set<std::shared_ptr<Outlet>>;  // those that stand

// Calls granted.opened and granted.closed. Network thread; `lines` must outlive it.
Coroutine<> run_websocket(Wire wire, HttpRequest request, Reply granted, Lines& lines);

}  // namespace davy::api
