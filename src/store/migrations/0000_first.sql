CREATE TABLE "connection" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"url" text NOT NULL,
	"database" text NOT NULL,
	"login" text,
	"transport" text NOT NULL,
	"profile" json NOT NULL,
	"secret" text,
	"secret_key_id" text,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"deleted_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "schema_snapshot" (
	"connection_id" text NOT NULL,
	"hash" text NOT NULL,
	"snapshot" json NOT NULL,
	"taken_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "schema_snapshot_connection_id_hash_pk" PRIMARY KEY("connection_id","hash")
);
--> statement-breakpoint
CREATE TABLE "dataset" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"hash" text NOT NULL,
	"manifest" json NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"deleted_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "graph" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"version" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"deleted_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "graph_version" (
	"graph_id" text NOT NULL,
	"version" integer NOT NULL,
	"name" text NOT NULL,
	"spec" json NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "graph_version_graph_id_version_pk" PRIMARY KEY("graph_id","version")
);
--> statement-breakpoint
CREATE TABLE "key_map" (
	"connection_id" text NOT NULL,
	"namespace" text NOT NULL,
	"node" text NOT NULL,
	"key" text NOT NULL,
	"external_id" text NOT NULL,
	"model" text NOT NULL,
	"record_id" bigint NOT NULL,
	"field_hashes" jsonb NOT NULL,
	"created_run" text,
	"written_run" text,
	"updated_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "key_map_connection_id_namespace_node_key_pk" PRIMARY KEY("connection_id","namespace","node","key")
);
--> statement-breakpoint
CREATE TABLE "run_resolved_value" (
	"run_id" text NOT NULL,
	"node_index" integer NOT NULL,
	"field" text NOT NULL,
	"value_hash" text NOT NULL,
	"value" "bytea" NOT NULL,
	"answer" text,
	"candidates" text[] NOT NULL,
	CONSTRAINT "run_resolved_value_run_id_node_index_field_value_hash_pk" PRIMARY KEY("run_id","node_index","field","value_hash")
);
--> statement-breakpoint
CREATE TABLE "graph_run" (
	"id" text PRIMARY KEY NOT NULL,
	"graph_id" text NOT NULL,
	"graph_version" integer NOT NULL,
	"dataset_id" text NOT NULL,
	"dataset_hash" text NOT NULL,
	"connection_id" text NOT NULL,
	"namespace" text NOT NULL,
	"failure_mode" text,
	"status" text NOT NULL,
	"pause_reason" text,
	"error_message" text,
	"snapshot_hash" text,
	"task_id" text,
	"epoch" integer DEFAULT 0 NOT NULL,
	"idempotency_key" text,
	"request_hash" text,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"started_at" timestamp with time zone,
	"completed_at" timestamp with time zone,
	CONSTRAINT "graph_run_status" CHECK (status in ('pending', 'running', 'paused', 'completed', 'completed_with_errors', 'failed', 'cancelled', 'rolling_back', 'rolled_back'))
);
--> statement-breakpoint
CREATE TABLE "run_batch" (
	"run_id" text NOT NULL,
	"no" integer NOT NULL,
	"node_index" integer NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"ords" integer[] NOT NULL,
	"columns" text[] NOT NULL,
	"payload_hash" text NOT NULL,
	"attempts" integer NOT NULL,
	"first_epoch" integer NOT NULL,
	"epoch" integer NOT NULL,
	"first_sent_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"settled_at" timestamp with time zone,
	CONSTRAINT "run_batch_run_id_no_pk" PRIMARY KEY("run_id","no"),
	CONSTRAINT "run_batch_state" CHECK (state in ('sending', 'settled'))
);
--> statement-breakpoint
CREATE TABLE "run_change" (
	"run_id" text NOT NULL,
	"node_index" integer NOT NULL,
	"ord" integer NOT NULL,
	"batch_no" integer NOT NULL,
	"record_id" bigint NOT NULL,
	"before" json NOT NULL,
	CONSTRAINT "run_change_run_id_node_index_ord_pk" PRIMARY KEY("run_id","node_index","ord")
);
--> statement-breakpoint
CREATE TABLE "run_event" (
	"run_id" text NOT NULL,
	"seq" integer NOT NULL,
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"type" text NOT NULL,
	"rows" integer DEFAULT 0 NOT NULL,
	"event" json NOT NULL,
	CONSTRAINT "run_event_run_id_seq_pk" PRIMARY KEY("run_id","seq")
);
--> statement-breakpoint
CREATE TABLE "run_issue" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "run_issue_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"run_id" text NOT NULL,
	"node_index" integer NOT NULL,
	"ord" integer NOT NULL,
	"severity" text NOT NULL,
	"code" text NOT NULL,
	"message" text NOT NULL,
	"edge" text,
	"field" text,
	"sheet" text,
	"row" integer,
	"column" text,
	"value" text,
	"candidates" text[]
);
--> statement-breakpoint
CREATE TABLE "run_lease" (
	"run_id" text PRIMARY KEY NOT NULL,
	"epoch" integer DEFAULT 0 NOT NULL,
	"worker" text,
	"expires_at" timestamp with time zone,
	"requested" text,
	"waiting_for" text
);
--> statement-breakpoint
CREATE TABLE "run_node" (
	"run_id" text NOT NULL,
	"node_index" integer NOT NULL,
	"node" text NOT NULL,
	"model" text NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"rows_total" integer,
	"created" integer DEFAULT 0 NOT NULL,
	"updated" integer DEFAULT 0 NOT NULL,
	"unchanged" integer DEFAULT 0 NOT NULL,
	"skipped" integer DEFAULT 0 NOT NULL,
	"rejected" integer DEFAULT 0 NOT NULL,
	"blocked" integer DEFAULT 0 NOT NULL,
	"unknown" integer DEFAULT 0 NOT NULL,
	"cancelled" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "run_node_run_id_node_index_pk" PRIMARY KEY("run_id","node_index"),
	CONSTRAINT "run_node_status" CHECK (status in ('pending', 'running', 'completed', 'completed_with_errors', 'failed', 'cancelled'))
);
--> statement-breakpoint
CREATE TABLE "run_row" (
	"run_id" text NOT NULL,
	"node_index" integer NOT NULL,
	"ord" integer NOT NULL,
	"src_row" integer NOT NULL,
	"generation" integer NOT NULL,
	"outcome" text,
	"record_id" bigint,
	"key" text NOT NULL,
	"detail" text,
	CONSTRAINT "run_row_run_id_node_index_ord_pk" PRIMARY KEY("run_id","node_index","ord"),
	CONSTRAINT "run_row_outcome" CHECK (outcome in ('created', 'updated', 'unchanged', 'skipped', 'rejected', 'blocked', 'unknown', 'cancelled'))
);
--> statement-breakpoint
ALTER TABLE "schema_snapshot" ADD CONSTRAINT "schema_snapshot_connection_id_connection_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connection"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "graph_version" ADD CONSTRAINT "graph_version_graph_id_graph_id_fk" FOREIGN KEY ("graph_id") REFERENCES "public"."graph"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "key_map" ADD CONSTRAINT "key_map_connection_id_connection_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connection"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "key_map" ADD CONSTRAINT "key_map_created_run_graph_run_id_fk" FOREIGN KEY ("created_run") REFERENCES "public"."graph_run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "key_map" ADD CONSTRAINT "key_map_written_run_graph_run_id_fk" FOREIGN KEY ("written_run") REFERENCES "public"."graph_run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "graph_run" ADD CONSTRAINT "graph_run_dataset_id_dataset_id_fk" FOREIGN KEY ("dataset_id") REFERENCES "public"."dataset"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "graph_run" ADD CONSTRAINT "graph_run_connection_id_connection_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connection"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "graph_run" ADD CONSTRAINT "graph_run_graph_id_graph_version_graph_version_graph_id_version_fk" FOREIGN KEY ("graph_id","graph_version") REFERENCES "public"."graph_version"("graph_id","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_batch" ADD CONSTRAINT "run_batch_run_id_graph_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."graph_run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_lease" ADD CONSTRAINT "run_lease_run_id_graph_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."graph_run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_node" ADD CONSTRAINT "run_node_run_id_graph_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."graph_run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "connection_name" ON "connection" USING btree ("name") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "key_map_by_record" ON "key_map" USING btree ("connection_id","model","record_id");--> statement-breakpoint
CREATE UNIQUE INDEX "graph_run_idempotency_key" ON "graph_run" USING btree ("idempotency_key");--> statement-breakpoint
CREATE UNIQUE INDEX "graph_run_active" ON "graph_run" USING btree ("graph_id","connection_id") WHERE status in ('pending', 'running', 'paused', 'rolling_back');--> statement-breakpoint
CREATE INDEX "graph_run_by_graph" ON "graph_run" USING btree ("graph_id","id");--> statement-breakpoint
CREATE INDEX "run_batch_open" ON "run_batch" USING btree ("run_id") WHERE state = 'sending';--> statement-breakpoint
CREATE INDEX "run_issue_by_row" ON "run_issue" USING btree ("run_id","node_index","ord");--> statement-breakpoint
CREATE INDEX "run_issue_by_code" ON "run_issue" USING btree ("run_id","node_index","code");--> statement-breakpoint
CREATE UNIQUE INDEX "run_node_name" ON "run_node" USING btree ("run_id","node");--> statement-breakpoint
CREATE INDEX "run_row_by_outcome" ON "run_row" USING btree ("run_id","node_index","outcome","ord") WHERE outcome is not null;