/** A program that names the library in its module descriptor, and nothing else. */
module org.machapi.probe {
  requires org.machapi;
}
