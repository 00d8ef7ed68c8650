-- Needs: wind_turbine_global_view
-- The rows of wind_turbine_global_view of the region us-east-1.
CREATE OR REPLACE VIEW wind_turbine_us_east AS
SELECT * FROM wind_turbine_global_view WHERE region = 'us-east-1'
