/** What a client and a Centrifugo server say, protocol v2; field numbers as in centrifugal/protocol's client.proto. */
export const CLIENT_PROTOCOL = `
syntax = "proto3";
message Error { uint32 code = 1; string message = 2; bool temporary = 3; }
message Command {
  uint32 id = 1; ConnectRequest connect = 4; SubscribeRequest subscribe = 5; ChannelRequest unsubscribe = 6;
  PublishRequest publish = 7; ChannelRequest presence = 8; ChannelRequest presence_stats = 9;
  HistoryRequest history = 10; Empty ping = 11; Data send = 12; RPCRequest rpc = 13; Token refresh = 14;
  SubRefreshRequest sub_refresh = 15;
}
message Reply {
  uint32 id = 1; Error error = 2; Push push = 4; Connect connect = 5; SubscribeResult subscribe = 6;
  Empty unsubscribe = 7; Empty publish = 8; PresenceResult presence = 9; PresenceStats presence_stats = 10;
  HistoryResult history = 11; Empty ping = 12; Data rpc = 13; RefreshResult refresh = 14; Refresh sub_refresh = 15;
}
message Push {
  int64 id = 1; string channel = 2; Publication pub = 4; Info join = 5; Info leave = 6; Disconnect unsubscribe = 7;
  Data message = 8; Subscribe subscribe = 9; PushedConnect connect = 10; Disconnect disconnect = 11; Refresh refresh = 12;
}
message Empty {}
message Data { bytes data = 1; }
message Token { string token = 1; }
message Info { ClientInfo info = 1; }
message ClientInfo { string user = 1; string client = 2; bytes conn_info = 3; bytes chan_info = 4; }
message Publication {
  bytes data = 4; ClientInfo info = 5; uint64 offset = 6; map<string, string> tags = 7; bool delta = 8; int64 time = 9;
  string channel = 10;
}
message Subscribe { bool recoverable = 1; string epoch = 4; uint64 offset = 5; bool positioned = 6; bytes data = 7; }
message PushedConnect {
  string client = 1; string version = 2; bytes data = 3; map<string, SubscribeResult> subs = 4; bool expires = 5;
  uint32 ttl = 6; uint32 ping = 7; bool pong = 8; string session = 9; string node = 10; int64 time = 11;
}
message Disconnect { uint32 code = 1; string reason = 2; bool reconnect = 3; }
message Refresh { bool expires = 1; uint32 ttl = 2; }
message ConnectRequest {
  string token = 1; bytes data = 2; map<string, SubscribeRequest> subs = 3; string name = 4; string version = 5;
  map<string, string> headers = 6; int64 flag = 7;
}
message Connect {
  string client = 1; string version = 2; bool expires = 3; uint32 ttl = 4; bytes data = 5;
  map<string, SubscribeResult> subs = 6; uint32 ping = 7; bool pong = 8; string session = 9; string node = 10; int64 time = 11;
}
message RefreshResult { string client = 1; string version = 2; bool expires = 3; uint32 ttl = 4; }
message SubscribeRequest {
  string channel = 1; string token = 2; bool recover = 3; string epoch = 6; uint64 offset = 7; bytes data = 8;
  bool positioned = 9; bool recoverable = 10; bool join_leave = 11; string delta = 12; int64 flag = 14;
}
message SubscribeResult {
  bool expires = 1; uint32 ttl = 2; bool recoverable = 3; string epoch = 6; repeated Publication publications = 7;
  bool recovered = 8; uint64 offset = 9; bool positioned = 10; bytes data = 11; bool was_recovering = 12; bool delta = 13;
  int64 id = 14;
}
message SubRefreshRequest { string channel = 1; string token = 2; }
message ChannelRequest { string channel = 1; }
message PublishRequest { string channel = 1; bytes data = 2; }
message PresenceResult { map<string, ClientInfo> presence = 1; }
message PresenceStats { uint32 num_clients = 1; uint32 num_users = 2; }
message StreamPosition { uint64 offset = 1; string epoch = 2; }
message HistoryRequest { string channel = 1; int32 limit = 7; StreamPosition since = 8; bool reverse = 9; }
message HistoryResult { repeated Publication publications = 1; string epoch = 2; uint64 offset = 3; }
message RPCRequest { bytes data = 1; string method = 2; }
`;
