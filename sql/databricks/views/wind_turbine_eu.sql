-- Needs: wind_turbine_global_view
-- The rows of wind_turbine_global_view of the region eu-west-1.
CREATE OR REPLACE VIEW wind_turbine_eu AS
SELECT * FROM wind_turbine_global_view WHERE region = 'eu-west-1'
