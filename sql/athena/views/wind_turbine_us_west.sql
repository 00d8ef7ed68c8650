-- Needs: wind_turbine_global_view
-- The rows of wind_turbine_global_view of the region us-west-2.
CREATE OR REPLACE VIEW wind_turbine_us_west AS
SELECT * FROM wind_turbine_global_view WHERE region = 'us-west-2'
