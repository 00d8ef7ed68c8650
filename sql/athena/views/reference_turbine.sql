-- What efficiency is measured against: one row. The figures are those of the NREL offshore 5-MW
-- baseline turbine (Jonkman et al., NREL/TP-500-38060, 2009); replace this view with your own turbine's.
-- Powers in kW, wind speeds in m/s.
CREATE OR REPLACE VIEW reference_turbine AS
SELECT
  5000e0 AS rated_power,
  3e0 AS cut_in_wind_speed,
  11.4e0 AS rated_wind_speed,
  25e0 AS cut_out_wind_speed
