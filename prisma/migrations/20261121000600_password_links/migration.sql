-- Whose password an owner may help to renew. A person who works for another organization too is not theirs to let in:
-- the link would open the other house as well. Such a person asks for the link by e-mail.
CREATE FUNCTION password_link_holder(p_token text, p_membership uuid) RETURNS TABLE (user_id uuid, name text, email text, locale text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE holder uuid;
BEGIN
  PERFORM require_role(p_token, ARRAY['owner']);
  SELECT m.user_id INTO holder FROM memberships m
  WHERE m.organization_id = current_org() AND m.id = p_membership AND m.deactivated_at IS NULL;
  IF holder IS NULL THEN RAISE EXCEPTION 'membership' USING ERRCODE = 'ZH004'; END IF;
  IF EXISTS (SELECT 1 FROM memberships m WHERE m.user_id = holder AND m.organization_id <> current_org()) THEN
    RAISE EXCEPTION 'member-elsewhere' USING ERRCODE = 'ZH001';
  END IF;
  PERFORM audit_append(current_org(), 'access', 'memberships', 'password-link', jsonb_build_object('id', p_membership));
  RETURN QUERY SELECT u.id, u.name, u.email, u.locale FROM users u WHERE u.id = holder;
END $$;
REVOKE ALL ON FUNCTION password_link_holder(text, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION password_link_holder(text, uuid) TO zhile_app;
