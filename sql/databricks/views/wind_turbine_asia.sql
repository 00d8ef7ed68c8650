-- Needs: wind_turbine_global_view
-- The rows of wind_turbine_global_view of the region ap-southeast-1.
CREATE OR REPLACE VIEW wind_turbine_asia AS
SELECT * FROM wind_turbine_global_view WHERE region = 'ap-southeast-1'
