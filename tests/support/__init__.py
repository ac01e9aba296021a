"""What tests are written with: cases, projects, laws, and readers to compare with."""
