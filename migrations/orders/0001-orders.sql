-- Orders as clients placed them. The client's order id is the idempotency key: it is written once.
create table orders (
  order_id       uuid        primary key,
  customer_id    text        not null check (char_length(customer_id) between 1 and 64),
  currency       text        not null check (currency ~ '^[A-Z]{3}$'),
  placed_at      timestamptz not null,
  -- Of the order as validated: tells a repeated delivery from another order under the same id.
  payload_sha256 bytea       not null check (octet_length(payload_sha256) = 32),
  request_id     text,
  stored_at      timestamptz not null default now()
);

create table order_items (
  order_id   uuid    not null references orders,
  position   integer not null check (position > 0),
  sku        text    not null check (char_length(sku) between 1 and 64),
  quantity   integer not null check (quantity > 0),
  -- In minor units of the order's currency.
  unit_price bigint  not null check (unit_price >= 0),
  primary key (order_id, position)
);

-- Why a message was not stored. The message itself is in the dead-letter queue.
create table order_rejections (
  message_id  text        primary key,
  -- Absent when the message does not name one.
  order_id    uuid,
  code        text        not null,
  reason      text        not null,
  request_id  text,
  attempts    integer     not null default 1,
  rejected_at timestamptz not null default now()
);

create index order_rejections_by_order on order_rejections (order_id, rejected_at desc);
