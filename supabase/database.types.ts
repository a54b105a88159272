
export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[]

export type Database = {
  
  "public": {
          Tables: {
            "articles": {
                  Row: {
                    "article_id": string,"author_id": string | null,"body": string,"cluster_id": string,"published_at": string | null,"rev": unknown,"status": string,"summary": string,"title": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "article_id": string,"author_id"?: string | null,"body"?: string,"cluster_id": string,"published_at"?: string | null,"rev"?: unknown,"status"?: string,"summary"?: string,"title": string,"updated_at"?: string
                  }
                  Update: {
                    "article_id"?: string,"author_id"?: string | null,"body"?: string,"cluster_id"?: string,"published_at"?: string | null,"rev"?: unknown,"status"?: string,"summary"?: string,"title"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "articles_author_id_fkey"
      columns: ["author_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["profile_id"]
    },{
      foreignKeyName: "articles_cluster_id_fkey"
      columns: ["cluster_id"]
isOneToOne: false
      referencedRelation: "clusters"
      referencedColumns: ["cluster_id"]
    }
                  ]
                },"attachments": {
                  Row: {
                    "attachment_id": string,"bytes": number,"content_type": string,"created_at": string,"name": string,"request_id": string,"rev": unknown,"scope_cluster_id": string,"scope_time": string,"uploader_id": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "attachment_id": string,"bytes": number,"content_type": string,"created_at"?: string,"name": string,"request_id": string,"rev"?: unknown,"scope_cluster_id": string,"scope_time": string,"uploader_id"?: string | null
                  }
                  Update: {
                    "attachment_id"?: string,"bytes"?: number,"content_type"?: string,"created_at"?: string,"name"?: string,"request_id"?: string,"rev"?: unknown,"scope_cluster_id"?: string,"scope_time"?: string,"uploader_id"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "attachments_request_id_fkey"
      columns: ["request_id"]
isOneToOne: false
      referencedRelation: "requests"
      referencedColumns: ["request_id"]
    },{
      foreignKeyName: "attachments_uploader_id_fkey"
      columns: ["uploader_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["profile_id"]
    }
                  ]
                },"buildings": {
                  Row: {
                    "address": string,"building_id": string,"municipality_id": string,"name": string,"removed_at": string | null,"rev": unknown
                  }
                  ComputedFields: never
                  Insert: {
                    "address"?: string,"building_id"?: string,"municipality_id": string,"name": string,"removed_at"?: string | null,"rev"?: unknown
                  }
                  Update: {
                    "address"?: string,"building_id"?: string,"municipality_id"?: string,"name"?: string,"removed_at"?: string | null,"rev"?: unknown
                  }
                  Relationships: [
                    {
      foreignKeyName: "buildings_municipality_id_fkey"
      columns: ["municipality_id"]
isOneToOne: false
      referencedRelation: "municipalities"
      referencedColumns: ["municipality_id"]
    }
                  ]
                },"cluster_members": {
                  Row: {
                    "cluster_id": string,"cluster_member_id": string,"joined_at": string,"paused_until": string | null,"profile_id": string,"rev": unknown,"role": string
                  }
                  ComputedFields: never
                  Insert: {
                    "cluster_id": string,"cluster_member_id"?: string,"joined_at"?: string,"paused_until"?: string | null,"profile_id": string,"rev"?: unknown,"role"?: string
                  }
                  Update: {
                    "cluster_id"?: string,"cluster_member_id"?: string,"joined_at"?: string,"paused_until"?: string | null,"profile_id"?: string,"rev"?: unknown,"role"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "cluster_members_cluster_id_fkey"
      columns: ["cluster_id"]
isOneToOne: false
      referencedRelation: "clusters"
      referencedColumns: ["cluster_id"]
    },{
      foreignKeyName: "cluster_members_profile_id_fkey"
      columns: ["profile_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["profile_id"]
    }
                  ]
                },"clusters": {
                  Row: {
                    "cluster_id": string,"description": string,"name": string,"position": number,"rev": unknown,"slug": string
                  }
                  ComputedFields: never
                  Insert: {
                    "cluster_id"?: string,"description"?: string,"name": string,"position"?: number,"rev"?: unknown,"slug": string
                  }
                  Update: {
                    "cluster_id"?: string,"description"?: string,"name"?: string,"position"?: number,"rev"?: unknown,"slug"?: string
                  }
                  Relationships: [
                    
                  ]
                },"devices": {
                  Row: {
                    "alerts": boolean,"device_id": string,"label": string,"last_seen_at": string,"platform": string,"profile_id": string,"registered_at": string,"removed_at": string | null,"rev": unknown,"shows_content": boolean
                  }
                  ComputedFields: never
                  Insert: {
                    "alerts"?: boolean,"device_id": string,"label": string,"last_seen_at"?: string,"platform": string,"profile_id": string,"registered_at"?: string,"removed_at"?: string | null,"rev"?: unknown,"shows_content"?: boolean
                  }
                  Update: {
                    "alerts"?: boolean,"device_id"?: string,"label"?: string,"last_seen_at"?: string,"platform"?: string,"profile_id"?: string,"registered_at"?: string,"removed_at"?: string | null,"rev"?: unknown,"shows_content"?: boolean
                  }
                  Relationships: [
                    {
      foreignKeyName: "devices_profile_id_fkey"
      columns: ["profile_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["profile_id"]
    }
                  ]
                },"municipalities": {
                  Row: {
                    "left_at": string | null,"municipality_id": string,"name": string,"rev": unknown,"slug": string
                  }
                  ComputedFields: never
                  Insert: {
                    "left_at"?: string | null,"municipality_id"?: string,"name": string,"rev"?: unknown,"slug": string
                  }
                  Update: {
                    "left_at"?: string | null,"municipality_id"?: string,"name"?: string,"rev"?: unknown,"slug"?: string
                  }
                  Relationships: [
                    
                  ]
                },"notification_settings": {
                  Row: {
                    "break_through": number,"check_hour": number,"check_weekday": number,"later": string,"muted_cluster_ids": (string)[],"paused_until": string | null,"profile_id": string,"quiet_hours": NonNullable<Json>,"quiet_on_holidays": boolean,"rev": unknown,"second_channel": boolean
                  }
                  ComputedFields: never
                  Insert: {
                    "break_through"?: number,"check_hour"?: number,"check_weekday"?: number,"later"?: string,"muted_cluster_ids"?: (string)[],"paused_until"?: string | null,"profile_id": string,"quiet_hours"?: NonNullable<Json>,"quiet_on_holidays"?: boolean,"rev"?: unknown,"second_channel"?: boolean
                  }
                  Update: {
                    "break_through"?: number,"check_hour"?: number,"check_weekday"?: number,"later"?: string,"muted_cluster_ids"?: (string)[],"paused_until"?: string | null,"profile_id"?: string,"quiet_hours"?: NonNullable<Json>,"quiet_on_holidays"?: boolean,"rev"?: unknown,"second_channel"?: boolean
                  }
                  Relationships: [
                    {
      foreignKeyName: "notification_settings_profile_id_fkey"
      columns: ["profile_id"]
isOneToOne: true
      referencedRelation: "profiles"
      referencedColumns: ["profile_id"]
    }
                  ]
                },"profile_contacts": {
                  Row: {
                    "email": string,"phone": string,"profile_id": string,"rev": unknown
                  }
                  ComputedFields: never
                  Insert: {
                    "email"?: string,"phone"?: string,"profile_id": string,"rev"?: unknown
                  }
                  Update: {
                    "email"?: string,"phone"?: string,"profile_id"?: string,"rev"?: unknown
                  }
                  Relationships: [
                    {
      foreignKeyName: "profile_contacts_profile_id_fkey"
      columns: ["profile_id"]
isOneToOne: true
      referencedRelation: "profiles"
      referencedColumns: ["profile_id"]
    }
                  ]
                },"profiles": {
                  Row: {
                    "building_id": string | null,"display_name": string,"language": string,"municipality_id": string | null,"profile_id": string,"rev": unknown,"status": string
                  }
                  ComputedFields: never
                  Insert: {
                    "building_id"?: string | null,"display_name"?: string,"language"?: string,"municipality_id"?: string | null,"profile_id": string,"rev"?: unknown,"status"?: string
                  }
                  Update: {
                    "building_id"?: string | null,"display_name"?: string,"language"?: string,"municipality_id"?: string | null,"profile_id"?: string,"rev"?: unknown,"status"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "profiles_building_in_municipality"
      columns: ["municipality_id","building_id"]
isOneToOne: false
      referencedRelation: "buildings"
      referencedColumns: ["municipality_id","building_id"]
    },{
      foreignKeyName: "profiles_municipality_id_fkey"
      columns: ["municipality_id"]
isOneToOne: false
      referencedRelation: "municipalities"
      referencedColumns: ["municipality_id"]
    }
                  ]
                },"request_details": {
                  Row: {
                    "body": string,"callback": string,"place": string,"reach": Json | null,"request_id": string,"requester_id": string,"rev": unknown,"scope_cluster_id": string,"scope_time": string
                  }
                  ComputedFields: never
                  Insert: {
                    "body"?: string,"callback"?: string,"place"?: string,"reach"?: Json | null,"request_id": string,"requester_id": string,"rev"?: unknown,"scope_cluster_id": string,"scope_time": string
                  }
                  Update: {
                    "body"?: string,"callback"?: string,"place"?: string,"reach"?: Json | null,"request_id"?: string,"requester_id"?: string,"rev"?: unknown,"scope_cluster_id"?: string,"scope_time"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "request_details_request_id_fkey"
      columns: ["request_id"]
isOneToOne: true
      referencedRelation: "requests"
      referencedColumns: ["request_id"]
    },{
      foreignKeyName: "request_details_requester_id_fkey"
      columns: ["requester_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["profile_id"]
    }
                  ]
                },"request_events": {
                  Row: {
                    "actor_id": string | null,"facts": NonNullable<Json>,"happened_at": string,"kind": string,"request_event_id": string,"request_id": string,"rev": unknown
                  }
                  ComputedFields: never
                  Insert: {
                    "actor_id"?: string | null,"facts"?: NonNullable<Json>,"happened_at"?: string,"kind": string,"request_event_id"?: string,"request_id": string,"rev"?: unknown
                  }
                  Update: {
                    "actor_id"?: string | null,"facts"?: NonNullable<Json>,"happened_at"?: string,"kind"?: string,"request_event_id"?: string,"request_id"?: string,"rev"?: unknown
                  }
                  Relationships: [
                    {
      foreignKeyName: "request_events_actor_id_fkey"
      columns: ["actor_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["profile_id"]
    },{
      foreignKeyName: "request_events_request_id_fkey"
      columns: ["request_id"]
isOneToOne: false
      referencedRelation: "requests"
      referencedColumns: ["request_id"]
    }
                  ]
                },"request_people": {
                  Row: {
                    "profile_id": string,"request_id": string,"request_person_id": string,"rev": unknown,"role": string
                  }
                  ComputedFields: never
                  Insert: {
                    "profile_id": string,"request_id": string,"request_person_id"?: string,"rev"?: unknown,"role"?: string
                  }
                  Update: {
                    "profile_id"?: string,"request_id"?: string,"request_person_id"?: string,"rev"?: unknown,"role"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "request_people_profile_id_fkey"
      columns: ["profile_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["profile_id"]
    },{
      foreignKeyName: "request_people_request_id_fkey"
      columns: ["request_id"]
isOneToOne: false
      referencedRelation: "requests"
      referencedColumns: ["request_id"]
    }
                  ]
                },"requests": {
                  Row: {
                    "accepted_at": string | null,"accepted_by": string | null,"alert_round": number,"cluster_id": string,"created_at": string,"kind": string,"municipality_id": string,"number": number,"priority": number,"request_id": string,"rev": unknown,"status": string,"title": string
                  }
                  ComputedFields: never
                  Insert: {
                    "accepted_at"?: string | null,"accepted_by"?: string | null,"alert_round"?: number,"cluster_id": string,"created_at"?: string,"kind": string,"municipality_id": string,"number"?: never,"priority": number,"request_id": string,"rev"?: unknown,"status"?: string,"title": string
                  }
                  Update: {
                    "accepted_at"?: string | null,"accepted_by"?: string | null,"alert_round"?: number,"cluster_id"?: string,"created_at"?: string,"kind"?: string,"municipality_id"?: string,"number"?: never,"priority"?: number,"request_id"?: string,"rev"?: unknown,"status"?: string,"title"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "requests_accepted_by_fkey"
      columns: ["accepted_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["profile_id"]
    },{
      foreignKeyName: "requests_cluster_id_fkey"
      columns: ["cluster_id"]
isOneToOne: false
      referencedRelation: "clusters"
      referencedColumns: ["cluster_id"]
    },{
      foreignKeyName: "requests_municipality_id_fkey"
      columns: ["municipality_id"]
isOneToOne: false
      referencedRelation: "municipalities"
      referencedColumns: ["municipality_id"]
    }
                  ]
                },"roles": {
                  Row: {
                    "profile_id": string,"rev": unknown,"role": string,"role_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "profile_id": string,"rev"?: unknown,"role": string,"role_id"?: string
                  }
                  Update: {
                    "profile_id"?: string,"rev"?: unknown,"role"?: string,"role_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "roles_profile_id_fkey"
      columns: ["profile_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["profile_id"]
    }
                  ]
                },"test_alarms": {
                  Row: {
                    "arrived_at": string | null,"cause": string,"confirmed_at": string | null,"device_id": string,"expires_at": string,"outcome": string,"profile_id": string,"rev": unknown,"sent_at": string | null,"started_at": string,"test_alarm_id": string,"week": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "arrived_at"?: string | null,"cause": string,"confirmed_at"?: string | null,"device_id": string,"expires_at": string,"outcome"?: string,"profile_id": string,"rev"?: unknown,"sent_at"?: string | null,"started_at"?: string,"test_alarm_id": string,"week"?: string | null
                  }
                  Update: {
                    "arrived_at"?: string | null,"cause"?: string,"confirmed_at"?: string | null,"device_id"?: string,"expires_at"?: string,"outcome"?: string,"profile_id"?: string,"rev"?: unknown,"sent_at"?: string | null,"started_at"?: string,"test_alarm_id"?: string,"week"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "test_alarms_device_id_fkey"
      columns: ["device_id"]
isOneToOne: false
      referencedRelation: "devices"
      referencedColumns: ["device_id"]
    },{
      foreignKeyName: "test_alarms_profile_id_fkey"
      columns: ["profile_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["profile_id"]
    }
                  ]
                }
          }
          Views: {
            [_ in never]: never
          }
          Functions: {
            "accept_request":
{ Args: { "command_id": string,"request_id": string }; Returns: Json
                           },
"add_building":
{ Args: { "address": string,"building_id": string,"command_id": string,"municipality_id": string,"name": string }; Returns: Json
                           },
"add_domain":
{ Args: { "command_id": string,"domain": string,"municipality_id": string }; Returns: Json
                           },
"add_municipality":
{ Args: { "command_id": string,"municipality_id": string,"name": string }; Returns: Json
                           },
"admit_person":
{ Args: { "command_id": string,"municipality_id": string,"profile_id": string,"specialist": boolean }; Returns: Json
                           },
"archive_article":
{ Args: { "article_id": string,"command_id": string }; Returns: Json
                           },
"attach_file":
{ Args: { "attachment_id": string,"bytes": number,"command_id": string,"content_type": string,"name": string,"request_id": string }; Returns: Json
                           },
"change_building":
{ Args: { "address": string,"building_id": string,"command_id": string,"name": string }; Returns: Json
                           },
"coordination_overview":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"create_request":
{ Args: { "body": string,"callback"?: string,"cluster_id": string,"command_id": string,"kind": string,"municipality_id"?: string,"place"?: string,"priority": number,"request_id": string,"title": string }; Returns: Json
                           },
"decline_request":
{ Args: { "command_id": string,"request_id": string }; Returns: Json
                           },
"delete_account":
{ Args: { "command_id": string }; Returns: Json
                           },
"delete_article":
{ Args: { "article_id": string,"command_id": string }; Returns: Json
                           },
"delete_feedback":
{ Args: { "command_id": string,"feedback_id": string }; Returns: Json
                           },
"enter_network":
{ Args: { "command_id": string }; Returns: Json
                           },
"give_back_duty":
{ Args: { "command_id": string,"shift_id": string }; Returns: Json
                           },
"hand_over_duties":
{ Args: { "command_id": string,"paused_until": string,"substitutes": Json }; Returns: Json
                           },
"hand_over_request":
{ Args: { "cluster_id": string,"command_id": string,"request_id": string }; Returns: Json
                           },
"join_cluster":
{ Args: { "cluster_id": string,"command_id": string }; Returns: Json
                           },
"join_request":
{ Args: { "command_id": string,"request_id": string }; Returns: Json
                           },
"leave_cluster":
{ Args: { "cluster_id": string,"command_id": string }; Returns: Json
                           },
"leave_municipality":
{ Args: { "command_id": string,"municipality_id": string }; Returns: Json
                           },
"leave_request":
{ Args: { "command_id": string,"request_id": string }; Returns: Json
                           },
"my_account":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"my_contact":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"my_duties":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"offer_later":
{ Args: { "available_at": string,"command_id": string,"request_id": string }; Returns: Json
                           },
"on_call_now":
{ Args: { "cluster_id": string }; Returns: string[]
                           },
"publish_article":
{ Args: { "article_id": string,"command_id": string }; Returns: Json
                           },
"pull_changes":
{ Args: { "cursor"?: string }; Returns: Json
                           },
"pull_columns":
{ Args: { "cursor"?: string }; Returns: Json
                           },
"read_duty_alarms":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"read_escalation":
{ Args: { "cluster_id": string }; Returns: Json
                           },
"read_feedback":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"read_operations":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"read_reachability":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"read_webhook":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"reconsider_person":
{ Args: { "command_id": string,"profile_id": string }; Returns: Json
                           },
"register_device":
{ Args: { "auth": string,"command_id": string,"device_id": string,"endpoint": string,"label": string,"p256dh": string,"platform": string }; Returns: Json
                           },
"release_request":
{ Args: { "command_id": string,"request_id": string }; Returns: Json
                           },
"remove_building":
{ Args: { "building_id": string,"command_id": string }; Returns: Json
                           },
"remove_device":
{ Args: { "command_id": string,"device_id": string }; Returns: Json
                           },
"remove_domain":
{ Args: { "command_id": string,"domain": string }; Returns: Json
                           },
"remove_webhook":
{ Args: { "command_id": string }; Returns: Json
                           },
"rename_municipality":
{ Args: { "command_id": string,"municipality_id": string,"name": string }; Returns: Json
                           },
"return_municipality":
{ Args: { "command_id": string,"municipality_id": string }; Returns: Json
                           },
"save_article":
{ Args: { "article_id": string,"body": string,"cluster_id": string,"command_id": string,"summary": string,"title": string }; Returns: Json
                           },
"save_escalation":
{ Args: { "cluster_id": string,"command_id": string,"replaces": (string)[],"steps": Json }; Returns: Json
                           },
"save_profile":
{ Args: { "building_id"?: string,"command_id": string,"display_name": string,"phone"?: string,"shows_email": boolean,"shows_phone": boolean }; Returns: Json
                           },
"set_device_alerts":
{ Args: { "alerts": boolean,"command_id": string,"device_id": string }; Returns: Json
                           },
"set_language":
{ Args: { "command_id": string,"language": string }; Returns: Json
                           },
"set_later":
{ Args: { "command_id": string,"later": string }; Returns: Json
                           },
"set_lock_screen":
{ Args: { "command_id": string,"device_id": string,"shows_content": boolean }; Returns: Json
                           },
"set_muted_cluster":
{ Args: { "cluster_id": string,"command_id": string,"muted": boolean }; Returns: Json
                           },
"set_operator":
{ Args: { "address": string,"command_id": string,"data_protection_officer": string,"email": string,"enforcement_body": string,"name": string,"phone": string,"represented_by": string,"supervisory_authority": string }; Returns: Json
                           },
"set_pause":
{ Args: { "command_id": string,"leaves_gap": boolean,"paused_until": string }; Returns: Json
                           },
"set_person_roles":
{ Args: { "command_id": string,"profile_id": string,"roles": (string)[] }; Returns: Json
                           },
"set_quiet_hours":
{ Args: { "break_through": number,"command_id": string,"quiet_hours": Json,"quiet_on_holidays": boolean }; Returns: Json
                           },
"set_second_channel":
{ Args: { "command_id": string,"second_channel": boolean }; Returns: Json
                           },
"set_webhook":
{ Args: { "command_id": string,"lowest_priority": number,"renew_secret": boolean,"url": string }; Returns: Json
                           },
"set_weekly_check":
{ Args: { "command_id": string,"hour": number,"weekday": number }; Returns: Json
                           },
"start_test_alarm":
{ Args: { "command_id": string,"device_id": string,"test_alarm_id": string }; Returns: Json
                           },
"take_offer":
{ Args: { "command_id": string,"profile_id": string,"request_id": string }; Returns: Json
                           },
"try_webhook":
{ Args: { "command_id": string }; Returns: Json
                           },
"turn_away_person":
{ Args: { "command_id": string,"profile_id": string }; Returns: Json
                           },
"undo_acceptance":
{ Args: { "command_id": string,"request_id": string }; Returns: Json
                           },
"withdraw_offer":
{ Args: { "command_id": string,"request_id": string }; Returns: Json
                           }
          }
          Enums: {
            [_ in never]: never
          }
          CompositeTypes: {
            [_ in never]: never
          }
        }
}

type DatabaseWithoutInternals = Omit<Database, '__InternalSupabase'>

type DefaultSchema = DatabaseWithoutInternals[Extract<keyof Database, "public">]

export type Tables<
  DefaultSchemaTableNameOrOptions extends
    | keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
        DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
      DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])[TableName] extends {
      Row: infer R
    }
    ? R
    : never
  : DefaultSchemaTableNameOrOptions extends keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
  ? (DefaultSchema["Tables"] & DefaultSchema["Views"])[DefaultSchemaTableNameOrOptions] extends {
      Row: infer R
    }
    ? R
    : never
  : never

export type TablesInsert<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Insert: infer I
    }
    ? I
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
  ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
      Insert: infer I
    }
    ? I
    : never
  : never

export type TablesUpdate<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Update: infer U
    }
    ? U
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
  ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
      Update: infer U
    }
    ? U
    : never
  : never

export type Enums<
  DefaultSchemaEnumNameOrOptions extends
    | keyof DefaultSchema["Enums"]
    | { schema: keyof DatabaseWithoutInternals },
  EnumName extends DefaultSchemaEnumNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"]
    : never = never
> = DefaultSchemaEnumNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"][EnumName]
  : DefaultSchemaEnumNameOrOptions extends keyof DefaultSchema["Enums"]
  ? DefaultSchema["Enums"][DefaultSchemaEnumNameOrOptions]
  : never

export type CompositeTypes<
  PublicCompositeTypeNameOrOptions extends
    | keyof DefaultSchema["CompositeTypes"]
    | { schema: keyof DatabaseWithoutInternals },
  CompositeTypeName extends PublicCompositeTypeNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"]
    : never = never
> = PublicCompositeTypeNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"][CompositeTypeName]
  : PublicCompositeTypeNameOrOptions extends keyof DefaultSchema["CompositeTypes"]
  ? DefaultSchema["CompositeTypes"][PublicCompositeTypeNameOrOptions]
  : never

export const Constants = {
  "public": {
          Enums: {
            
          }
        }
} as const
