/** Peers whose packages have no types. */
declare module 'socket.io-client-v2';
declare module 'sockjs';
declare module 'sockjs-client';
declare module 'stomp-broker-js';
declare module '@rails/actioncable';
declare module 'phoenix';
