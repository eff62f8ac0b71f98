CREATE TABLE "value_answer" (
	"connection_id" text NOT NULL,
	"place" text NOT NULL,
	"answers" jsonb NOT NULL,
	CONSTRAINT "value_answer_connection_id_place_pk" PRIMARY KEY("connection_id","place")
);
--> statement-breakpoint
ALTER TABLE "graph_run" ADD COLUMN "vocabulary" json;--> statement-breakpoint
ALTER TABLE "value_answer" ADD CONSTRAINT "value_answer_connection_id_connection_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connection"("id") ON DELETE no action ON UPDATE no action;