CREATE TABLE "run_companion" (
	"run_id" text NOT NULL,
	"model" text NOT NULL,
	"record_id" bigint NOT NULL,
	"node_index" integer NOT NULL,
	"ord" integer NOT NULL,
	"state" text DEFAULT 'to_delete' NOT NULL,
	CONSTRAINT "run_companion_run_id_model_record_id_pk" PRIMARY KEY("run_id","model","record_id"),
	CONSTRAINT "run_companion_state" CHECK (state in ('to_delete', 'deleted', 'left'))
);
--> statement-breakpoint
CREATE TABLE "run_key_before" (
	"run_id" text NOT NULL,
	"node_index" integer NOT NULL,
	"key" text NOT NULL,
	"before" json NOT NULL,
	CONSTRAINT "run_key_before_run_id_node_index_key_pk" PRIMARY KEY("run_id","node_index","key")
);
--> statement-breakpoint
ALTER TABLE "key_map" ADD COLUMN "left_write_date" text;--> statement-breakpoint
ALTER TABLE "key_map" ADD COLUMN "left_run" text;--> statement-breakpoint
ALTER TABLE "graph_run" ADD COLUMN "status_before" text;--> statement-breakpoint
ALTER TABLE "graph_run" ADD COLUMN "undo_archive" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "graph_run" ADD COLUMN "undo_planned_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "graph_run" ADD COLUMN "rolled_back_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "run_node" ADD COLUMN "first_write_date" text;--> statement-breakpoint
ALTER TABLE "run_node" ADD COLUMN "to_undo" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "run_node" ADD COLUMN "deleted" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "run_node" ADD COLUMN "restored" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "run_node" ADD COLUMN "kept" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "run_node" ADD COLUMN "archived" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "run_row" ADD COLUMN "undo" text;--> statement-breakpoint
ALTER TABLE "run_row" ADD COLUMN "undo_reason" text;--> statement-breakpoint
ALTER TABLE "run_row" ADD COLUMN "undo_detail" text;--> statement-breakpoint
CREATE INDEX "key_map_by_left_run" ON "key_map" USING btree ("left_run") WHERE left_run is not null;--> statement-breakpoint
CREATE INDEX "run_row_by_undo" ON "run_row" USING btree ("run_id","node_index","undo","generation","ord") WHERE undo is not null;--> statement-breakpoint
ALTER TABLE "run_row" ADD CONSTRAINT "run_row_undo" CHECK (undo in ('to_delete', 'to_restore', 'deleted', 'restored', 'kept', 'archived'));--> statement-breakpoint
ALTER TABLE "run_row" ADD CONSTRAINT "run_row_undo_reason" CHECK (undo_reason in ('changed_since', 'referred_to', 'written_by_later_run', 'refused_by_odoo', 'gone', 'unknown'));